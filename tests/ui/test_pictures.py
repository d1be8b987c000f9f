"""Pictures are decoded elsewhere, within a bound, and a torn file harms nobody."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from mailroom.domain.pages import Box
from ui.pictures import Picture, PictureStore, Urgency, Wanted, decode
from ui.rehearsal import mail

Stores = Callable[[int], PictureStore]


class Arrivals:
    def __init__(self) -> None:
        self._came = threading.Condition()
        self.pictures: list[Picture] = []

    def announce(self, picture: Picture) -> None:
        with self._came:
            self.pictures.append(picture)
            self._came.notify_all()

    def wait_for(self, count: int) -> list[Picture]:
        with self._came:
            assert self._came.wait_for(lambda: len(self.pictures) >= count, timeout=20)
            return list(self.pictures)


@pytest.fixture
def arrivals() -> Arrivals:
    return Arrivals()


@pytest.fixture
def store(arrivals: Arrivals) -> Iterator[Stores]:
    made: list[PictureStore] = []

    def make(room_mb: int) -> PictureStore:
        made.append(PictureStore(arrivals.announce, room_mb=room_mb))
        return made[-1]

    yield make
    for one in made:
        one.close()


def square(folder: Path, name: str, side: int = 600) -> Path:
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(side // 2):
        for y in range(10):
            image.setPixelColor(x, y, QColor("red"))
    file = folder / name
    image.save(str(file))
    return file


def test_a_picture_is_fetched_announced_and_kept(tmp_path: Path, arrivals: Arrivals, store: Stores):
    pictures = store(64)
    wanted = Wanted(square(tmp_path, "a.png"), 300, 300)
    assert pictures.get(wanted) is None
    (came,) = arrivals.wait_for(1)
    assert came.wanted == wanted
    assert came.image is not None
    assert (came.image.width(), came.image.height()) == (300, 150)
    assert pictures.get(wanted) is came


def test_a_turned_picture_is_upright_and_fits(tmp_path: Path):
    image = decode(Wanted(square(tmp_path, "a.png"), 100, 200, turned_deg=90))
    assert image is not None
    assert (image.width(), image.height()) == (100, 200)
    assert image.pixelColor(97, 50) == QColor("red")


def test_a_part_is_cut_out(tmp_path: Path):
    image = decode(Wanted(square(tmp_path, "a.png"), 500, 500, part=Box(0, 0, 60, 30)))
    assert image is not None
    assert (image.width(), image.height()) == (60, 30)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe0torn", b"GIF89a\x01\x00\x01\x00", b"<svg/>"]
)
@pytest.mark.qt_log_ignore("JPEG", "Corrupt")
def test_what_is_no_page_image_is_announced_as_unshowable(
    tmp_path: Path, arrivals: Arrivals, store: Stores, content: bytes
):
    file = tmp_path / "torn.jpg"
    file.write_bytes(content)
    pictures = store(64)
    wanted = Wanted(file, 100, 100)
    pictures.get(wanted)
    (came,) = arrivals.wait_for(1)
    assert came.image is None
    assert pictures.get(wanted) is came


def test_the_store_drops_the_oldest_beyond_its_bound(
    tmp_path: Path, arrivals: Arrivals, store: Stores
):
    pictures = store(1)
    wanted = [Wanted(square(tmp_path, f"{n}.png"), 400 + n, 400 + n) for n in range(8)]
    for count, one in enumerate(wanted, start=1):
        pictures.get(one)
        arrivals.wait_for(count)
    assert pictures.used_mb <= 1
    assert pictures.get(wanted[-1]) is not None
    assert pictures.get(wanted[0], Urgency.AHEAD) is None


def test_every_page_of_the_practice_tray_can_be_shown():
    for page in mail.sample(3).sheets[0].pages:
        image = decode(Wanted(page.image, 500, 500, page.turned_deg or 0))
        assert image is not None
        assert max(image.width(), image.height()) == 500
