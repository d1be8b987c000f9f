"""A served register of fictional companies, with near twins in number and in name."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from mailroom.domain.ids import is_org_number, luhn_digit

COLUMNS: Final = (
    "org_number",
    "name",
    "legal_form",
    "status",
    "status_date",
    "delivery_name",
    "delivery_street",
    "delivery_postcode",
    "delivery_city",
    "email",
)
_FAMILIES: Final = (
    "Ahlgren Bergqvist Cederholm Dahlberg Edvardsson Forslund Grahn Hallström Isaksson Jönsson "
    "Karlsson Carlsson Kjellberg Lindström Lundström Malmqvist Norlander Norling Oskarsson "
    "Palmgren Qvarnström Rosén Sjöström Sjöberg Törnqvist Ulfsson Vikström Wikström Wallin Vallin "
    "Ytterberg Zetterlund Åkesson Ängström Öberg Nyström Ståhl Stål Hagman Haglund Almgren Boström "
    "Degerman Ekdahl Falck Gullberg Hedlund Ivarsson Jacobsson Kronvall Löfgren Mårtensson "
    "Nordin Olausson Pihl Rydén Sandell Tegnér Uddén Vretman Winberg Yngve Åström Öhman Fransson "
    "Broman Sundin Molander Wester Lagergren Blom Hjelm Strandberg Tamm Engdahl Rask Modig Hård"
).split()
_TRADES: Final = (
    "Bygg Måleri Golv El Rör Plåt Tak Snickeri Städ Transport Åkeri Konsult Redovisning Data "
    "Trädgård Skog Maskin Bil Däck Mark Design Foto Tryckeri Bageri Livs Optik Tand Juridik"
).split()
_PLACES: Final = (
    "Stockholm Göteborg Malmö Uppsala Linköping Örebro Västerås Norrköping Helsingborg Jönköping "
    "Umeå Lund Borås Sundsvall Gävle Växjö Karlstad Kalmar Kiruna Mora Falun Visby Ystad Luleå"
).split()
_HOUSES: Final = (
    "Almen Björken Citronen Druvan Eken Fjärilen Granen Hasseln Isbjörnen Jasminen Kastanjen "
    "Lärkan Masten Näckrosen Orren Pilen Rönnen Svanen Tranan Uven Videt Åskan Älgen Örnen"
).split()
_STREETS: Final = (
    "Storgatan Verkstadsgatan Kvarnvägen Skeppsbron Rådhusgatan Ringleden Tegelvägen Åkergatan "
    "Nygatan Lasarettsvägen Sågverksgatan Mejerivägen"
).split()
_FANCY: Final = (
    "Nordstjärnan Svealand Bohus Tärna Solvind Granit Kompass Vinga Havtorn Blixten Tripod "
    "Fyrisån Mälar Roslag Skånska Dalälven Ankaret Bävern Delfinen Enbär Fyren Gnistan Hammaren "
    "Kvarnen Ledstjärnan Norrsken Pilbågen Regnbågen Sekelskiftet Tornfalken Utsikten Vargen"
).split()
CONFUSED: Final = {
    "0": "86",
    "1": "74",
    "2": "7",
    "3": "85",
    "4": "91",
    "5": "63",
    "6": "580",
    "7": "12",
    "8": "3069",
    "9": "48",
}
STATUSES: Final = ("active", "notice", "payment_overdue_two_reminders", "terminated")
_WEIGHTS: Final = (86, 5, 4, 5)


@dataclass(frozen=True, slots=True)
class Company:
    number: str
    name: str
    form: str
    status: str
    street: str
    postcode: str
    city: str


@dataclass(frozen=True)
class Companies:
    """The register and, for every near twin, who its twin is."""

    rows: tuple[Company, ...]
    twins: tuple[tuple[Company, Company], ...]

    @cached_property
    def by_number(self) -> dict[str, Company]:
        return {row.number: row for row in self.rows}

    @cached_property
    def prefixed(self) -> tuple[tuple[Company, Company], ...]:
        """Pairs whose longer name goes on where the shorter one ends."""
        by_name = {row.name: row for row in self.rows}
        return tuple(
            (by_name[start], row)
            for row in self.rows
            for start in _beginnings(row.name)
            if start in by_name
        )

    @cached_property
    def by_status(self) -> dict[str, tuple[Company, ...]]:
        return {
            status: tuple(row for row in self.rows if row.status == status) for status in STATUSES
        }


def _beginnings(name: str) -> Iterator[str]:
    words = name.split()
    return (" ".join(words[:count]) for count in range(2, len(words)))


def fresh_number(rng: Random, first: str, taken: set[str]) -> str:
    """A valid number of that group that nobody has yet."""
    while True:
        stem = f"{first}{rng.randint(5, 9)}{rng.randint(2, 9)}{rng.randint(0, 10**6 - 1):06d}"
        number = stem + luhn_digit(stem)
        if is_org_number(number) and number not in taken:
            taken.add(number)
            return number


def confusable_numbers(number: str) -> Iterator[str]:
    """Valid numbers one misread digit plus one more away, or two neighbours swapped."""
    for place, (one, two) in enumerate(pairwise(number)):
        swapped = number[:place] + two + one + number[place + 2 :]
        if swapped != number and is_org_number(swapped):
            yield swapped
    for place, digit in enumerate(number[1:9], start=1):
        for other in CONFUSED[digit]:
            stem = number[:place] + other + number[place + 1 : 9]
            changed = stem + luhn_digit(stem)
            if is_org_number(changed):
                yield changed


def _name(rng: Random) -> tuple[str, str]:
    """A company's name and its legal form."""
    family, trade = rng.choice(_FAMILIES), rng.choice(_TRADES)
    place, house, fancy = rng.choice(_PLACES), rng.choice(_HOUSES), rng.choice(_FANCY)
    other = rng.choice(_FAMILIES)
    return rng.choice(
        (
            (f"{family}s {trade} AB", "AB"),
            (f"{family} {trade} i {place} AB", "AB"),
            (f"{trade}firma {family} & {other} HB", "HB"),
            (f"KB {family} {trade}", "KB"),
            (f"AB {fancy} {trade}", "AB"),
            (f"{fancy} {trade} {place} AB", "AB"),
            (f"{family} & {other} {trade} AB", "AB"),
            (f"Bostadsrättsföreningen {house} {rng.randint(1, 60)}", "BRF"),
            (f"Brf {house} i {place}", "BRF"),
            (f"Brf {house} nr {rng.randint(1, 40)}", "BRF"),
            (f"{place} {trade}förening ek. för.", "EK"),
            (f"{fancy} Fastigheter {rng.choice(('I', 'II', 'III', 'IV', 'V', 'VI'))} AB", "AB"),
            (f"Fastighetsbolaget {house} {rng.randint(1, 30)} AB", "AB"),
            (f"{fancy}{trade.lower()} Sverige AB", "AB"),
            (f"{family} Holding AB", "AB"),
        )
    )


def _near_name(rng: Random, name: str) -> str:
    """A name that another company really could have, hard to tell from this one."""
    swaps = [
        (" AB", " Holding AB"),
        ("s ", " "),
        (" & ", " och "),
        ("ström", "strand"),
        ("Karls", "Carls"),
        ("Wik", "Vik"),
        (" II ", " III "),
        (" I ", " II "),
        (" IV ", " VI "),
        ("qvist", "kvist"),
        ("Brf ", "Bostadsrättsföreningen "),
        (" HB", " AB"),
        ("KB ", "AB "),
        ("Fastigheter", "Förvaltning"),
        ("rlander", "rling"),
    ]
    if "Holding" in name:
        swaps[0] = (" Holding AB", " AB")
    fitting = [name.replace(old, new, 1) for old, new in swaps if old in name]
    digits = [char for char in name if char.isdigit()]
    if digits:
        fitting.append(name.replace(digits[-1], CONFUSED[digits[-1]][0]))
    return rng.choice(fitting) if fitting else f"{name} i {rng.choice(_PLACES)}"


_GROUP: Final = {"AB": "5", "HB": "9", "KB": "9", "BRF": "7", "EK": "7"}


def _company(rng: Random, number: str, name: str, form: str) -> Company:
    postcode = f"{rng.randint(200, 980)} {rng.randint(10, 99)}"
    street = f"{rng.choice(_STREETS)} {rng.randint(1, 120)}"
    status = rng.choices(STATUSES, _WEIGHTS)[0]
    return Company(number, name, form, status, street, postcode, rng.choice(_PLACES))


def companies_of(seed: int, count: int = 3000) -> Companies:
    """The register that mail of this seed is addressed to."""
    return companies(Random(f"register {seed}"), count)


def companies(rng: Random, count: int) -> Companies:
    """`count` companies, every sixth the near twin of the one before it."""
    taken: set[str] = set()
    rows: list[Company] = []
    twins: list[tuple[Company, Company]] = []
    names: set[str] = set()
    while len(rows) < count:
        name, form = _name(rng)
        if name in names:
            name = f"{rng.choice(_FANCY)} {name}"
        if name in names:
            continue
        row = _company(rng, fresh_number(rng, _GROUP[form], taken), name, form)
        names.add(name)
        rows.append(row)
        if len(rows) % 6 == 5:
            twin = _twin(rng, row, taken)
            if twin.name not in names or twin.name == row.name:
                names.add(twin.name)
                rows.append(twin)
                twins.append((row, twin))
    kept = tuple(rows[:count])
    return Companies(kept, tuple(pair for pair in twins if pair[1] != rows[-1] or pair[1] in kept))


def _twin(rng: Random, row: Company, taken: set[str]) -> Company:
    """Near in number, in name, or in both."""
    kind = rng.choice(("number", "name", "both"))
    near = [number for number in confusable_numbers(row.number) if number not in taken]
    if kind == "name" or not near:
        number = fresh_number(rng, row.number[0], taken)
    else:
        number = rng.choice(near)
        taken.add(number)
    name = _name(rng)[0] if kind == "number" else _near_name(rng, row.name)
    return _company(rng, number, name, row.form)


def write_register(path: Path, rows: tuple[Company, ...], rng: Random) -> None:
    """The layout `mailroom evaluate --register` reads."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            day = dt.date(2023, 1, 1) + dt.timedelta(days=rng.randint(0, 1000))
            mail = f"post@{row.number}.example"
            address = (row.name, row.street, row.postcode, row.city, mail)
            writer.writerow((row.number, row.name, row.form, row.status, day, *address))


def read_register(path: Path) -> Companies:
    """A register written elsewhere in the same layout; its twins are not known."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = tuple(
            Company(
                line["org_number"],
                line["name"],
                line["legal_form"],
                line["status"],
                line["delivery_street"],
                line["delivery_postcode"],
                line["delivery_city"],
            )
            for line in csv.DictReader(file)
        )
    return Companies(rows, ())
