"""Parts of addresses that have one exact form; anything else is a 404."""

from flask import Flask
from werkzeug.routing import BaseConverter


class Sha256Converter(BaseConverter):
    regex = "[0-9a-f]{64}"


class ItemConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class KeyConverter(BaseConverter):
    """Keys of mailboxes and letters, in the shape integrators know."""

    regex = "[0-9]{10}[0-9a-f]{32}"


def install(app: Flask) -> None:
    """Before any route that uses them."""
    app.url_map.converters |= {
        "sha256": Sha256Converter,
        "item": ItemConverter,
        "key": KeyConverter,
    }
