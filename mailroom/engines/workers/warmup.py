"""What a worker loads before its first task."""

from collections.abc import Sequence

from mailroom.engines.face.outside import prepare
from mailroom.engines.page.text import warm_up as warm_up_pages


def warm_up(more_languages: Sequence[str] = ()) -> None:
    """The models of faces and of pages, so that no envelope pays for them."""
    prepare()
    warm_up_pages(more_languages)
