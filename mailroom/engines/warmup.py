"""What a worker loads before its first task."""

from mailroom.engines import face, pagetext


def warm_up() -> None:
    """The models of faces and of pages, so that no envelope pays for them."""
    face.prepare()
    pagetext.warm_up()
