"""What comes back from a worker is a value or nothing, whatever Python's release pickles it as."""

import pickle
from pathlib import Path

import pytest

from mailroom.domain.readings import Reader, ReadingKind
from mailroom.engines.workers.crossing import Done, Hostile, read_reply


class NamedThrough:
    """Pickles as a look-up through `getattr`, as enums are before Python 3.11.4."""

    def __init__(self, kind: object, name: str) -> None:
        self._where = kind, name

    def __reduce__(self) -> tuple[object, tuple[object, str]]:
        return getattr, self._where


def test_a_member_named_through_its_enum_arrives() -> None:
    payload = pickle.dumps(Done((NamedThrough(Reader, "OCR"), ReadingKind.NAME)))
    assert read_reply(payload) == Done((Reader.OCR, ReadingKind.NAME))


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Reader, "__class__"), (Reader, "mro"), (Done, "value"), (Reader, "missing"), (5, "real")],
)
def test_nothing_else_is_looked_up_on_a_workers_word(kind: object, name: str) -> None:
    with pytest.raises(Hostile):
        read_reply(pickle.dumps(Done(NamedThrough(kind, name))))


@pytest.mark.parametrize("value", [Path.unlink, print, pickle.loads])
def test_callables_do_not_arrive(value: object) -> None:
    with pytest.raises(Hostile):
        read_reply(pickle.dumps(Done(value)))
