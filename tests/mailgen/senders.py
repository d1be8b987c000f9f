"""Who writes to companies: fictional suppliers, banks and authorities, and how they print it."""

from dataclasses import dataclass
from random import Random
from typing import Final

from mailroom.domain.ids import org_number_text, vat_number_of
from tests.mailgen.register import fresh_number


@dataclass(frozen=True, slots=True)
class Sender:
    name: str
    street: str
    town: str
    number: str
    authority: bool = False
    colour: tuple[int, int, int] = (30, 60, 120)

    @property
    def address(self) -> str:
        return f"{self.street}, {self.town}"


_SUPPLIERS: Final = (
    "Bergslagens Kraft AB",
    "Kontorsvaror Väst AB",
    "Nordtele Bredband AB",
    "Trygga Hus Försäkring",
    "Roslagsbanken AB",
    "Däckhotellet i Tuna AB",
    "Fjärrvärme Söder AB",
    "Kaffe & Service Öst AB",
    "Mediagrossisten AB",
    "Lantbrukarnas Maskinring",
    "Hissjouren i Väst AB",
    "Advokatfirman Lind & Berg",
    "Sopor och Sånt AB",
    "Vattenverket Norra AB",
)
_AUTHORITIES: Final = (
    "Bokföringsinspektionen",
    "Norra Länsrådet",
    "Trafiktillsynen",
    "Sjövärdens kommun",
    "Avgiftsmyndigheten",
    "Tingsrätten i Ekvik",
)
_BANKS: Final = ("Roslagsbanken AB", "Sparbanken Ekvik", "Kortbolaget Nord AB", "Bank Åtta AB")
_SHOPS: Final = (
    "Kontorslagret Outlet",
    "Reklamgåvor Direkt AB",
    "Solskydd & Markis Nu",
    "Mässarrangören AB",
    "Företagsfrukt Sverige",
    "Bilkompaniet Aros",
)
_STREETS: Final = ("Box 217", "Fabriksgatan 4", "Box 6031", "Hamnplan 12", "FE 88", "Torget 1")
_TOWNS: Final = (
    "461 21 TROLLHÄTTAN",
    "392 31 KALMAR",
    "791 70 FALUN",
    "171 21 SOLNA",
    "903 22 UMEÅ",
    "251 06 HELSINGBORG",
    "105 19 STOCKHOLM",
    "106 40 STOCKHOLM",
)
_COLOURS: Final = ((150, 30, 40), (20, 90, 60), (30, 60, 130), (60, 60, 60), (190, 90, 20))


def some_sender(rng: Random, taken: set[str], *, kind: str = "any") -> Sender:
    """`kind` is any, bank, shop or authority. The number is nobody's in the register."""
    authority = kind == "authority" or (kind == "any" and rng.random() < 0.2)
    choices = {"bank": _BANKS, "shop": _SHOPS}.get(kind, _SUPPLIERS)
    name = rng.choice(_AUTHORITIES if authority else choices)
    number = fresh_number(rng, "2" if authority else "5", taken)
    colour = rng.choice(_COLOURS)
    return Sender(name, rng.choice(_STREETS), rng.choice(_TOWNS), number, authority, colour)


def one_line(sender: Sender, rng: Random) -> str:
    """The small line above the address or on the flap."""
    lead = rng.choice(("Avs: ", "Avs. ", "Avsändare: ", "Returadress: ", "Retur: ", "AVS "))
    return f"{lead}{sender.name}, {sender.address}"


def block(sender: Sender, rng: Random) -> tuple[str, ...]:
    """Two to four lines in a corner; sometimes with the sender's own number (a decoy)."""
    lead = rng.choice((("Avsändare",), ("Returadress",), (), (), ()))
    lines = (*lead, sender.name, sender.street, sender.town)
    if rng.random() < 0.35:
        own = rng.choice(
            (
                f"Org.nr {org_number_text(sender.number)}",
                f"Org nr: {sender.number}",
                f"Momsreg.nr {vat_number_of(sender.number)}",
            )
        )
        return (*lines, own)
    return lines
