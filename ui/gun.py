"""A hand barcode gun on the keyboard: its codes are told from typing by prefix and by pace."""

from dataclasses import dataclass, replace
from typing import Final

PACE_S: Final = 0.035
"""A gun's characters follow each other faster than this; no person's do, five in a row."""
_PREFIXED_PACE_S: Final = 0.15
_SHORTEST: Final = 5
_ENDS: Final = frozenset({"Enter", "Tab"})
_AIM: Final = 3
"""A symbology identifier (ISO/IEC 15424) is `]`, a letter and a digit."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`typed` are keys of a person, to be taken in this order; `code` is a gun's, else None."""

    typed: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class GunEar:
    """Holds written characters back until their pace tells whose they are.

    `held` waits for its next character since `since` (seconds of any steady clock).
    """

    prefix: str = ""
    held: tuple[str, ...] = ()
    since: float = 0.0

    @property
    def is_prefixed(self) -> bool:
        text = "".join(self.held)
        return bool(self.prefix) and text.startswith(self.prefix[: len(text)])

    @property
    def patience_s(self) -> float:
        """How long `quiet` must wait after a character."""
        return _PREFIXED_PACE_S if self.is_prefixed else PACE_S

    def hear(self, key: str, at_s: float) -> tuple["GunEar", Heard]:
        """One more key, by the key map's name for it."""
        follows = bool(self.held) and at_s - self.since <= self.patience_s
        earlier = () if follows else self.held
        held = self.held if follows else ()
        if _is_written(key) or (held and key == "Space"):
            written = " " if key == "Space" else key
            return replace(self, held=(*held, written), since=at_s), Heard(earlier)
        empty = replace(self, held=())
        if key in _ENDS and (code := self._code(held)):
            return empty, Heard(earlier, code)
        return empty, Heard((*earlier, *_as_keys(held), key))

    def quiet(self) -> tuple["GunEar", Heard]:
        """Nothing followed in time: what is held was typed."""
        return replace(self, held=()), Heard(_as_keys(self.held))

    def _code(self, held: tuple[str, ...]) -> str:
        """The code without prefix and symbology identifier; empty when it is a person's typing."""
        text = "".join(held)
        if self.prefix and text.startswith(self.prefix):
            return _without_aim(text.removeprefix(self.prefix))
        return _without_aim(text) if len(text) >= _SHORTEST else ""


def _without_aim(text: str) -> str:
    identified = text.startswith("]") and len(text) > _AIM and text[1].isalpha()
    return text[_AIM:] if identified and text[2].isalnum() else text


def _as_keys(held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("Space" if one == " " else one for one in held)


def _is_written(key: str) -> bool:
    return len(key) == 1 and key.isprintable()
