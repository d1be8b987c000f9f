"""Domain values to versioned JSON and strictly back, so that a decision can be replayed later."""

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

VERSION = 1


class NotThisShape(ValueError):
    """The stored text is not a value of the asked type; the message names the place only."""


class Codec:
    """Frozen dataclasses of plain parts; `root` is what stored paths are relative to.

    A key that the class does not know is refused; a missing key takes the class's default, so
    that values written by an older version can still be read.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def to_text(self, value: object) -> str:
        """One line of JSON, keys sorted: equal values give equal text."""
        whole = {"v": VERSION, "value": self._plain(value)}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def from_text(self, wanted: type[T], text: str) -> T:
        """Raises NotThisShape."""
        try:
            whole = cast("dict[str, Any]", json.loads(text))
            if whole["v"] != VERSION:
                raise NotThisShape("version")
            return cast("T", self._value(wanted, whole["value"], wanted.__name__))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise NotThisShape(wanted.__name__) from error

    def path_text(self, path: Path) -> str:
        """Relative to the root where it lies below it, so that a workspace can be moved."""
        return str(path.relative_to(self._root) if path.is_relative_to(self._root) else path)

    def path(self, text: str) -> Path:
        return self._root / text

    def _plain(self, value: object) -> object:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {
                field.name: self._plain(getattr(value, field.name))
                for field in dataclasses.fields(value)
            }
        if isinstance(value, tuple):
            return [self._plain(part) for part in cast("tuple[object, ...]", value)]
        if isinstance(value, Path):
            return self.path_text(value)
        if isinstance(value, dt.datetime | dt.date):
            return value.isoformat()
        if value is None or isinstance(value, str | int | float | bool):
            return value
        raise NotThisShape(type(value).__name__)

    def _value(self, wanted: object, raw: object, at: str) -> object:
        origin = get_origin(wanted)
        if origin in (types.UnionType, Union):
            return self._one_of(get_args(wanted), raw, at)
        if origin is tuple:
            return self._tuple(get_args(wanted), raw, at)
        if dataclasses.is_dataclass(wanted):
            return self._record(cast("type[Any]", wanted), raw, at)
        return self._simple(cast("type[Any]", wanted), raw, at)

    def _one_of(self, choices: tuple[object, ...], raw: object, at: str) -> object:
        if raw is None and type(None) in choices:
            return None
        inner = [choice for choice in choices if choice is not type(None)]
        if len(inner) != 1:
            raise NotThisShape(at)
        return self._value(inner[0], raw, at)

    def _tuple(self, parts: tuple[object, ...], raw: object, at: str) -> object:
        if not isinstance(raw, list):
            raise NotThisShape(at)
        values = cast("list[object]", raw)
        if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004  tuple[X, ...]
            return tuple(self._value(parts[0], value, f"{at}[]") for value in values)
        pairs = zip(parts, values, strict=True)
        return tuple(self._value(part, value, f"{at}[]") for part, value in pairs)

    def _record(self, wanted: type[Any], raw: object, at: str) -> object:
        if not isinstance(raw, dict):
            raise NotThisShape(at)
        values = cast("dict[str, object]", raw)
        hints = get_type_hints(wanted)
        known = {field.name for field in dataclasses.fields(wanted)}
        if not values.keys() <= known:
            raise NotThisShape(at)
        return wanted(
            **{
                name: self._value(hints[name], value, f"{at}.{name}")
                for name, value in values.items()
            }
        )

    def _simple(self, wanted: type[Any], raw: object, at: str) -> object:
        if wanted is Path and isinstance(raw, str):
            return self.path(raw)
        maker = _FROM_TEXT.get(wanted) or (wanted if issubclass(wanted, StrEnum) else None)
        if maker is not None and isinstance(raw, str):
            return maker(raw)
        if wanted is float and isinstance(raw, int) and not isinstance(raw, bool):
            return float(raw)
        if type(raw) is not wanted:
            raise NotThisShape(at)
        return raw


_FROM_TEXT: dict[type[Any], Callable[[str], object]] = {
    dt.datetime: dt.datetime.fromisoformat,
    dt.date: dt.date.fromisoformat,
}
