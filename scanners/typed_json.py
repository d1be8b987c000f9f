"""Frozen dataclasses to plain JSON values and strictly back."""

import dataclasses
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def value_of(wanted: type[T], raw: object) -> T:
    """What `json.loads` made of such a dataclass, as the dataclass.

    Raises TypeError or ValueError for anything else.
    """
    return cast("T", _value(wanted, raw))


def _value(wanted: object, raw: object) -> object:
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(wanted) if one is not type(None)]
        value = None if raw is None else _value(inner[0], raw)
    elif origin is tuple:
        value = _tuple(get_args(wanted), cast("list[object]", _checked(list, raw)))
    elif origin is Mapping:
        words = cast("dict[str, object]", _checked(dict, raw))
        value = {str(name): str(word) for name, word in words.items()}
    else:
        value = _simple(cast("type[Any]", wanted), raw)
    return value


def _simple(kind: type[Any], raw: object) -> object:
    if dataclasses.is_dataclass(kind):
        return _record(kind, cast("dict[str, object]", _checked(dict, raw)))
    if issubclass(kind, Enum):
        return kind(raw)
    return float(cast("float", raw)) if kind is float and type(raw) is int else _checked(kind, raw)


def _record(kind: type[Any], fields: dict[str, object]) -> object:
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in fields.items()})


def _tuple(parts: tuple[object, ...], raw: list[object]) -> object:
    if parts[-1] is Ellipsis:
        return tuple(_value(parts[0], value) for value in raw)
    return tuple(_value(part, value) for part, value in zip(parts, raw, strict=True))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _checked(kind: type[T], raw: object) -> T:
    if type(raw) is not kind:
        raise TypeError(f"{type(raw).__name__}, not {kind.__name__}")
    return raw
