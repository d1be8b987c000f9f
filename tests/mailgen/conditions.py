"""What is right or wrong with the recipient on an item, and what follows from it.

The answers in `Recipient`:

* `kivra_id` is what stands on the front in ten digits, None when no number can be read there.
* `expected` is whom a machine may deliver to when it is sure; None when nobody may be chosen
  without a person: number and name of different companies, an unknown company, a code that
  contradicts the print, two companies in the address.
* `auto_ok` says that a machine may go on alone. It is False when the number or the name is
  missing, destroyed or wrong, when another *served* company's number stands in the address
  (a decoy number of somebody unknown does not count), and when the item is addressed to a
  person or says that it must not be opened.
* `review` says that the handling is then an operator's.
"""

from dataclasses import dataclass, replace
from random import Random

from mailroom.domain.ids import is_org_number, luhn_ok
from tests.mailgen.address import Block, address
from tests.mailgen.register import Companies, Company


@dataclass(frozen=True, slots=True)
class WantedCode:
    symbology: str
    text: str
    role: str
    ruined: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """`gone` names the tag of lines to make illegible; `second` is another address beside."""

    condition: str
    block: Block
    name: str | None
    kivra_id: str | None
    expected: str | None
    auto_ok: bool
    status: str = "active"
    registered: bool = True
    review: bool = False
    gone: str | None = None
    code: WantedCode | None = None
    closed: bool = False
    """It says that a machine must not open it, or a person stands above the company."""
    shout: str | None = None
    second: Block | None = None
    notes: str = ""
    trouble: int = 0
    """0 to 2: how much harder this makes the item."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a condition draws from."""

    rng: Random
    companies: Companies
    taken: set[str]

    def company(self, status: str = "active") -> Company:
        return self.rng.choice(self.companies.by_status[status])

    def pair(self) -> tuple[Company, Company]:
        """Two near twins in random order, the first of them active."""
        for _ in range(200 if self.companies.twins else 0):
            one, other = self.rng.choice(self.companies.twins)
            first, second = (one, other) if self.rng.random() < 0.5 else (other, one)
            if first.status == "active":
                return first, second
        return self.company(), self.company()


def good(desk: Desk, company: Company, condition: str = "ok", **changes: object) -> Recipient:
    block = address(company.name, company.number, desk.rng)
    right = Recipient(
        condition,
        block,
        company.name,
        company.number,
        company.number,
        auto_ok=True,
        status=company.status,
    )
    return replace(right, **changes)  # pyright: ignore[reportArgumentType]  named fields


def held(desk: Desk, company: Company, condition: str, **changes: object) -> Recipient:
    return replace(good(desk, company, condition), auto_ok=False, review=True, **changes)  # pyright: ignore[reportArgumentType]  named fields


def number_is_valid(recipient: Recipient) -> bool | None:
    """As `id_luhn_ok` of the answers: None when no number is printed."""
    if recipient.kivra_id is None:
        return None
    return luhn_ok(recipient.kivra_id) and is_org_number(recipient.kivra_id)
