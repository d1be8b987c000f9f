"""Image files as sheets: formats, sides, modes, and files that are no sound picture."""

import struct
import zlib
from pathlib import Path
from threading import Timer

import pytest
from PIL import Image

from scanners.api import Mode, Side, Situation, Source
from scanners.folder import FolderScanner
from tests.scanners.batches import request, run
from tests.scanners.pages import make_page


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


def test_every_format_comes_in_name_order(images: Path, tmp_path: Path) -> None:
    make_page(1).save(images / "a.png", dpi=(200, 200))
    make_page(2).save(images / "b.JPG", quality=90, dpi=(300, 300))
    pages = [make_page(n) for n in (3, 4, 5)]
    pages[0].save(images / "c.tiff", save_all=True, append_images=pages[1:], dpi=(300, 300))
    make_page(6).convert("1").save(images / "d.png")
    (images / "notes.txt").write_text("no picture")

    result = run(FolderScanner(images), request(tmp_path / "b"))

    assert result.numbers == [1, 2, 3, 4, 5, 6]
    assert [page.dpi for page in result.pages] == [200, 300, 300, 300, 300, 300]
    assert result.ended.sheets == 6


def test_a_jpeg_is_handed_over_as_it_is(images: Path, tmp_path: Path) -> None:
    make_page(9).save(images / "a.jpg", quality=80, dpi=(300, 300))

    (page,) = run(FolderScanner(images), request(tmp_path / "b", mode=Mode.COLOUR)).pages

    assert page.file.read_bytes() == (images / "a.jpg").read_bytes()


def test_two_pictures_make_a_sheet(images: Path, tmp_path: Path) -> None:
    for n in range(1, 6):
        make_page(n).save(images / f"{n}.png", compress_level=1)

    result = run(FolderScanner(images), request(tmp_path / "b", Source.FEEDER_DUPLEX))

    assert [(page.sheet, page.side) for page in result.pages] == [
        (1, Side.FRONT),
        (1, Side.BACK),
        (2, Side.FRONT),
        (2, Side.BACK),
        (3, Side.FRONT),
    ]
    assert result.numbers == [1, 2, 3, 4, 5]


def test_a_turned_camera_picture_is_upright(images: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    make_page(3).rotate(90, expand=True).save(images / "a.jpg", exif=exif, quality=95)

    assert run(FolderScanner(images), request(tmp_path / "b")).numbers == [3]


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif"])
@pytest.mark.parametrize("kept", [0.0, 0.01, 0.5])
def test_a_torn_file_is_damaged_and_named_by_number(
    images: Path, tmp_path: Path, suffix: str, kept: float
) -> None:
    make_page(1).save(images / "a.png")
    torn = images / f"b.{suffix}"
    make_page(2).save(torn)
    torn.write_bytes(torn.read_bytes()[: int(torn.stat().st_size * kept)])

    result = run(FolderScanner(images), request(tmp_path / "b"))

    assert (result.ended.situation, result.ended.sheets) == (Situation.PAGE_DAMAGED, 1)
    assert "picture 2" in result.ended.detail
    assert result.numbers == [1]


def test_an_absurd_size_is_refused_before_it_is_decoded(images: Path, tmp_path: Path) -> None:
    header = struct.pack(">4s2I5B", b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0)
    (images / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header) - 4)
        + header
        + struct.pack(">I", zlib.crc32(header))
        + bytes(100)
    )

    assert (
        run(FolderScanner(images), request(tmp_path / "b")).ended.situation
        is Situation.PAGE_DAMAGED
    )


def test_a_folder_that_is_not_there_is_gone(tmp_path: Path) -> None:
    ended = run(FolderScanner(tmp_path / "nowhere"), request(tmp_path / "b")).ended

    assert ended.situation is Situation.SCANNER_GONE


def write_pdf(file: Path, *numbers: int) -> None:
    pages = [make_page(number).convert("RGB") for number in numbers]
    pages[0].save(file, save_all=True, append_images=pages[1:], resolution=300)


def test_a_pdfs_pages_are_drawn_at_the_profiles_resolution(images: Path, tmp_path: Path) -> None:
    write_pdf(images / "b.pdf", 2, 3)
    make_page(1).save(images / "a.png", dpi=(300, 300))

    result = run(FolderScanner(images), request(tmp_path / "b", dpi=150, mode=Mode.COLOUR))

    assert result.ended.situation is Situation.FEEDER_EMPTY
    assert [page.dpi for page in result.pages] == [300, 150, 150]
    width, height = make_page(2).size
    assert result.pages[1].width_px == pytest.approx(width / 2, abs=1)
    assert result.pages[1].height_px == pytest.approx(height / 2, abs=1)
    assert len(list((tmp_path / "b").glob("*.jpg"))) == 3


def test_pdf_pages_are_read_in_their_order(images: Path, tmp_path: Path) -> None:
    write_pdf(images / "a.pdf", 4, 5, 6)

    assert run(FolderScanner(images), request(tmp_path / "b")).numbers == [4, 5, 6]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"no PDF at all", b""])
def test_a_broken_pdf_is_named_and_what_came_before_is_kept(
    images: Path, tmp_path: Path, content: bytes
) -> None:
    make_page(1).save(images / "a.png", dpi=(300, 300))
    (images / "b.pdf").write_bytes(content)

    ended = run(FolderScanner(images, settle_s=0.05), request(tmp_path / "b")).ended

    assert (ended.situation, ended.sheets) == (Situation.PAGE_DAMAGED, 1)
    assert "picture 1" in ended.detail
    assert "b.pdf" not in ended.detail


def test_a_file_that_is_being_written_is_waited_for(images: Path, tmp_path: Path) -> None:
    make_page(7).save(tmp_path / "whole.jpg", dpi=(300, 300))
    whole = (tmp_path / "whole.jpg").read_bytes()
    target = images / "a.jpg"
    target.write_bytes(whole[: len(whole) // 2])

    def finish() -> None:
        with target.open("ab") as opened:
            opened.write(whole[len(whole) // 2 :])

    writer = Timer(0.3, finish)
    writer.start()
    result = run(FolderScanner(images, settle_s=30.0), request(tmp_path / "b"))
    writer.join()

    assert result.ended.situation is Situation.FEEDER_EMPTY
    assert result.numbers == [7]


def test_a_file_that_nobody_finishes_is_a_damaged_page(images: Path, tmp_path: Path) -> None:
    make_page(7).save(images / "a.jpg", dpi=(300, 300))
    content = (images / "a.jpg").read_bytes()
    (images / "a.jpg").write_bytes(content[: len(content) // 2])

    ended = run(FolderScanner(images, settle_s=0.1), request(tmp_path / "b")).ended

    assert ended.situation is Situation.PAGE_DAMAGED


def test_a_hidden_file_is_not_yet_ours(images: Path, tmp_path: Path) -> None:
    make_page(1).save(images / "a.png", dpi=(300, 300))
    (images / ".b.png").write_bytes(b"half")

    assert run(FolderScanner(images), request(tmp_path / "b")).numbers == [1]


def test_paper_is_loaded_when_a_whole_file_lies_there(images: Path) -> None:
    scanner = FolderScanner(images, settle_s=30.0)
    felt = scanner.watch(0.01)
    assert next(felt).paper_loaded is False
    (images / "a.png").write_bytes(b"half")
    make_page(1).save(images / "b.png", dpi=(300, 300))
    assert next(felt).paper_loaded is True
    scanner.stop()
    assert list(felt) == []
