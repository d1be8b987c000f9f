"""The recipient's lines, in the many ways in which senders print them."""

from dataclasses import dataclass
from random import Random
from typing import Final

_PEOPLE: Final = ("Karin Ek", "Per Holm", "Amira Said", "Lars Öst", "Eva-Lena Krön", "J Åberg")
_ATTENTION: Final = ("Att: {}", "Att. {}", "Attention: {}", "Ref: {}", "Vår ref {}", "c/o {}")
_FUNCTIONS: Final = ("Ekonomi", "Leverantörsreskontra", "Styrelsen", "Fakturamottagning")
Line = tuple[str, str]
"""Tag and text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A printed address; `number` is the id as ten digits where one is printed."""

    lines: tuple[Line, ...]
    number: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)


def _digits(number: str, rng: Random) -> str:
    first, last = number[:6], number[6:]
    return rng.choice(
        (
            f"{first}-{last}",
            f"{first}-{last}",
            f"{first}-{last}",
            number,
            number,
            f"{first}–{last}",
            f"{first} {last}",
            f"{first} - {last}",
            f"{first} – {last}",
        )
    )


_LED: Final = (
    "{}",
    "{}",
    "{}",
    "Kivra: {}",
    "Kivra: {}",
    "Kivra:{}",
    "Kivra ID {}",
    "Kivra ID: {}",
    "Kivra-ID {}",
    "Kivra-ID: {}",
    "KIVRA {}",
    "KIVRA ID {}",
    "Kivra id {}",
    "c/o Kivra {}",
    "c/o Kivra, {}",
    "c/o Kivra: {}",
    "Org.nr {}",
    "Org.nr: {}",
    "Orgnr {}",
    "Org nr {}",
    "Organisationsnummer {}",
)


def number_line(number: str, rng: Random) -> str:
    """The Kivra ID as printed: bare, led by a word, with 16 before it or inside SE..01."""
    roll = rng.random()
    if roll < 0.05:
        return rng.choice(("{}", "Kivra: {}")).format(f"16{number}")
    if roll < 0.08:
        return f"16{number[:6]}-{number[6:]}"
    if roll < 0.12:
        return rng.choice(("{}", "VAT {}", "Kivra ID {}")).format(f"SE{number}01")
    return rng.choice(_LED).format(_digits(number, rng))


def town_line(rng: Random) -> str:
    code = rng.choice(("106 31", "106 31", "106 31", "10631", "SE-106 31", "S-106 31", "SE-10631"))
    town = rng.choice(("STOCKHOLM", "Stockholm", "STOCKHOLM", "Stockholm", "stockholm"))
    return f"{code}{rng.choice((' ', ' ', '  '))}{town}"


def _name_lines(name: str, rng: Random, *, widest: int) -> list[Line]:
    shown = name.upper() if rng.random() < 0.2 else name
    words = shown.split()
    if len(shown) <= widest or len(words) < 3:
        return [("name", shown)]
    first = rng.randint(2, len(words) - 1)
    return [("name", " ".join(words[:first])), ("name", " ".join(words[first:]))]


def _between(rng: Random) -> list[Line]:
    """A person or a box between company and number, now and then."""
    roll = rng.random()
    if roll < 0.18:
        whom = rng.choice(_PEOPLE + _FUNCTIONS)
        return [("att", rng.choice(_ATTENTION[:4]).format(whom))]
    if roll < 0.26:
        return [("box", rng.choice(("Box {}", "FE {}", "Kundnr {}")).format(rng.randint(11, 9999)))]
    return []


def address(  # noqa: PLR0913  each part of an address is named at the call
    name: str | None,
    number: str | None,
    rng: Random,
    *,
    printed: str | None = None,
    extra: tuple[Line, ...] = (),
    widest: int | None = None,
    plain: bool = False,
) -> Block:
    """Company, perhaps a person, number, postcode and town.

    A name longer than `widest` letters runs over two lines. `printed` replaces the number as
    written (a wrong check digit); `extra` stands before it. `plain` keeps to the three lines of
    the service's own terms.
    """
    widest = widest or rng.choice((42, 34, 28, 20))
    lines = _name_lines(name, rng, widest=widest) if name else []
    if not plain:
        lines += _between(rng)
    lines += extra
    written = printed or number
    if written and len(lines) == 1 and rng.random() < 0.1 and len(lines[0][1]) < 24:
        joint = rng.choice((" ", ", ", " / "))
        lines[0] = ("name", f"{lines[0][1]}{joint}{number_line(written, rng)}")
    elif written:
        lines.append(("id", number_line(written, rng)))
    lines.append(("postal", town_line(rng)))
    if rng.random() < 0.1:
        lines.append(("country", rng.choice(("SVERIGE", "Sweden", "SWEDEN"))))
    return Block(tuple(lines), number)


def some_person(rng: Random) -> str:
    return rng.choice(_PEOPLE)


def old_address(rng: Random) -> tuple[Line, ...]:
    """Street and town of an address that no longer holds."""
    street = rng.choice(("Kvarngatan 8", "Tegelvägen 21", "Box 402", "Storgatan 5 B"))
    town = rng.choice(("582 22 LINKÖPING", "702 10 ÖREBRO", "211 20 MALMÖ", "753 20 UPPSALA"))
    return (("struck", street), ("struck", town))
