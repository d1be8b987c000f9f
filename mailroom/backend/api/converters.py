"""Parts of addresses that have one exact form; anything else is a 404."""

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter


class Sha256Converter(BaseConverter):
    regex = "[0-9a-f]{64}"


class ItemConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class KeyConverter(BaseConverter):
    """Keys of mailboxes and letters, in the shape integrators know."""

    regex = "[0-9]{10}[0-9a-f]{32}"


class CustomerConverter(BaseConverter):
    """A customer's number."""

    regex = "[0-9]{10}"


class LabelConverter(BaseConverter):
    """What was scanned: ours or not is for the services to say."""

    regex = "[A-Za-z0-9-]{1,40}"


class UserConverter(BaseConverter):
    """What somebody signs in by."""

    regex = "[^/]{1,64}"


class HookConverter(BaseConverter):
    """A webhook's id."""

    regex = "webhook_[0-9a-f]{24}"


class NumberConverter(IntegerConverter):
    """No number of ours is larger than what both databases hold."""

    regex = "[0-9]{1,9}"


class ListConverter(BaseConverter):
    """The id of a list that a sender was given."""

    regex = "[0-9a-f]{32}"


def install(app: Flask) -> None:
    """Before any route that uses them."""
    app.url_map.converters |= {
        "sha256": Sha256Converter,
        "item": ItemConverter,
        "key": KeyConverter,
        "customer": CustomerConverter,
        "label": LabelConverter,
        "user": UserConverter,
        "hook": HookConverter,
        "list": ListConverter,
        "int": NumberConverter,
    }
