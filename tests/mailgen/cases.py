"""The cases a recipient's address can be in: what is printed, and what may follow from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from mailroom.domain.ids import org_number_text
from tests.mailgen.address import Line, address, old_address, some_person
from tests.mailgen.conditions import Desk, Recipient, WantedCode, good, held
from tests.mailgen.register import confusable_numbers, fresh_number


def ok(desk: Desk) -> Recipient:
    return good(desk, desk.company())


def notice(desk: Desk) -> Recipient:
    return good(desk, desk.company("notice"), "notice")


def overdue(desk: Desk) -> Recipient:
    return good(desk, desk.company("payment_overdue_two_reminders"), "overdue")


def terminated(desk: Desk) -> Recipient:
    return good(desk, desk.company("terminated"), "terminated", trouble=1)


def near_dup(desk: Desk) -> Recipient:
    return good(desk, desk.pair()[0], "near_dup", trouble=1)


def barcode_and_text(desk: Desk) -> Recipient:
    company = desk.company()
    kind = desk.rng.choice(("DataMatrix", "QRCode", "Code128", "Code39"))
    shown = desk.rng.choice((company.number, company.number, org_number_text(company.number)))
    return good(desk, company, "barcode_and_text", code=WantedCode(kind, shown, "id"))


def barcode_damaged(desk: Desk) -> Recipient:
    company = desk.company()
    kind = desk.rng.choice(("DataMatrix", "QRCode", "Code128"))
    code = WantedCode(kind, company.number, "id", ruined=True)
    return good(desk, company, "barcode_damaged_text_ok", code=code, trouble=1)


def sender_ref(desk: Desk) -> Recipient:
    kind = desk.rng.choice(("DataMatrix", "Code128", "Code39", "ITF"))
    digits = desk.rng.choice((12, 14, 16))
    text = "".join(desk.rng.choice("0123456789") for _ in range(digits))
    code = WantedCode(kind, text, "ref")
    return good(desk, desk.company(), "sender_ref_barcode", code=code, trouble=1)


_HOSTILE: Final = (
    "'; DROP TABLE customer;--",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    '=HYPERLINK("http://x.example","x")',
    "{{7*7}}${7*7}%s%n",
    "https://login.example/?next=//evil.example&id=5569173544",
    "A\r\nSet-Cookie: a=b",
    "\u202e4453719655",
)


def hostile_code(desk: Desk) -> Recipient:
    text = desk.rng.choice((*_HOSTILE, "9" * 900))
    code = WantedCode("QRCode", text, "hostile")
    return good(desk, desk.company(), "hostile_code", code=code, trouble=1)


def invoice_code(desk: Desk) -> Recipient:
    payee = fresh_number(desk.rng, "5", desk.taken)
    text = f'{{"uqr":1,"tp":1,"nme":"Leverans AB","cid":"{payee}","iref":"88112","due":1250}}'
    code = WantedCode("QRCode", text, "invoice_qr")
    return good(desk, desk.company(), "ok", code=code)


def foreign_code(desk: Desk) -> Recipient:
    """The print is one company's, the code another served company's: a person decides."""
    mine, other = desk.pair() if desk.rng.random() < 0.5 else (desk.company(), desk.company())
    if mine.number == other.number:
        return ok(desk)
    code = WantedCode(desk.rng.choice(("DataMatrix", "Code128", "QRCode")), other.number, "id")
    return held(desk, mine, "code_conflict", code=code, expected=None, registered=False, trouble=2)


def several_ids(desk: Desk) -> Recipient:
    """A number of somebody unknown to the register stands in the address too."""
    company, decoy = desk.company(), fresh_number(desk.rng, "5", desk.taken)
    shown = desk.rng.choice(
        (f"Kundnr {decoy}", f"Vårt org.nr {org_number_text(decoy)}", f"Avtal {decoy}")
    )
    block = address(company.name, company.number, desk.rng, extra=(("decoy", shown),))
    return good(desk, company, "several_ids", block=block, trouble=1)


def served_decoy(desk: Desk) -> Recipient:
    company, other = desk.company(), desk.company()
    shown = desk.rng.choice(
        (
            f"Kundnr {other.number}",
            f"c/o {other.name}, {org_number_text(other.number)}",
            f"Ombud: {other.name} {org_number_text(other.number)}",
        )
    )
    block = address(company.name, company.number, desk.rng, extra=(("decoy", shown),))
    return held(desk, company, "several_ids", block=block, trouble=2)


def two_ids(desk: Desk) -> Recipient:
    """Two full addresses of two served companies: for whom is it?"""
    one, other = desk.pair() if desk.rng.random() < 0.5 else (desk.company(), desk.company())
    second = address(other.name, other.number, desk.rng, plain=True)
    return held(desk, one, "two_ids", second=second, expected=None, registered=False, trouble=2)


def struck(desk: Desk) -> Recipient:
    company = desk.company()
    block = address(company.name, company.number, desk.rng, extra=old_address(desk.rng), plain=True)
    return good(desk, company, "old_address_struck", block=block, trouble=1)


def bad_check(desk: Desk) -> Recipient:
    company = desk.rng.choice((desk.company(), desk.pair()[0]))
    place = desk.rng.randint(3, 9)
    other = str((int(company.number[place]) + desk.rng.choice((2, 3, 5, 7))) % 10)
    wrong = company.number[:place] + other + company.number[place + 1 :]
    block = address(company.name, company.number, desk.rng, printed=wrong)
    return held(
        desk, company, "bad_check", block=block, kivra_id=wrong, registered=False, trouble=1
    )


def unknown(desk: Desk) -> Recipient:
    """A valid number that nobody served has; often one step from somebody's."""
    company = desk.company()
    near = [n for n in confusable_numbers(company.number) if n not in desk.companies.by_number]
    number = desk.rng.choice(near or [fresh_number(desk.rng, "5", desk.taken)])
    name = company.name if desk.rng.random() < 0.3 else f"{some_person(desk.rng)} Invest AB"
    block = address(name, number, desk.rng)
    return held(
        desk,
        company,
        "not_in_registry",
        block=block,
        name=name,
        kivra_id=number,
        expected=None,
        registered=False,
        trouble=1,
    )


def mismatch(desk: Desk) -> Recipient:
    mine, other = desk.pair() if desk.rng.random() < 0.6 else (desk.company(), desk.company())
    if mine.number == other.number:
        return ok(desk)
    block = address(mine.name, other.number, desk.rng)
    return held(
        desk,
        mine,
        "name_mismatch",
        block=block,
        kivra_id=other.number,
        expected=None,
        registered=False,
        trouble=1,
    )


def prefix_twin(desk: Desk) -> Recipient:
    """A name over two lines whose first line is another company's whole name, and its number."""
    if not desk.companies.prefixed:
        return mismatch(desk)
    short, whole = desk.rng.choice(desk.companies.prefixed)
    block = address(short.name, short.number, desk.rng, plain=True, widest=99)
    rest = whole.name[len(short.name) :].strip()
    first, *others = block.lines
    lines: tuple[Line, ...] = (("name", short.name), ("name", rest), *others)
    if first[1].casefold() != short.name.casefold():
        return mismatch(desk)
    return held(
        desk,
        whole,
        "name_mismatch",
        block=replace(block, lines=lines),
        kivra_id=short.number,
        expected=None,
        registered=False,
        trouble=1,
    )


def number_gone(desk: Desk) -> Recipient:
    return held(
        desk,
        desk.company(),
        "id_damaged_name_ok",
        gone="id",
        kivra_id=None,
        registered=False,
        trouble=2,
    )


def name_gone(desk: Desk) -> Recipient:
    return held(desk, desk.company(), "name_damaged_id_ok", gone="name", trouble=2)


def no_number(desk: Desk) -> Recipient:
    company = desk.company()
    block = address(company.name, None, desk.rng)
    return held(
        desk,
        company,
        "no_id_unique_name",
        block=block,
        kivra_id=None,
        registered=False,
        trouble=1,
    )


def person_first(desk: Desk) -> Recipient:
    """The person above the company: personal mail, which must not be opened."""
    company, person = desk.company(), some_person(desk.rng)
    block = address(company.name, company.number, desk.rng, plain=True)
    lines: tuple[Line, ...] = (("person", person), *block.lines)
    block = replace(block, lines=lines)
    return held(desk, company, "person_first", block=block, closed=True, trouble=1)


def do_not_open(desk: Desk) -> Recipient:
    word = desk.rng.choice(
        (
            "PERSONLIGT",
            "Personligt",
            "KONFIDENTIELLT",
            "Konfidentiellt",
            "ANBUD",
            "Anbud – får ej öppnas",
        )
    )
    company = desk.company()
    if desk.rng.random() < 0.5:
        return held(desk, company, "do_not_open", shout=word, closed=True, trouble=1)
    block = address(company.name, company.number, desk.rng, plain=True)
    lines: tuple[Line, ...] = (("mark", word), *block.lines)
    block = replace(block, lines=lines)
    return held(desk, company, "do_not_open", block=block, closed=True, trouble=1)


Condition = Callable[[Desk], Recipient]
LETTERS: Final[dict[Condition, int]] = {
    ok: 40,
    barcode_and_text: 9,
    near_dup: 8,
    several_ids: 4,
    sender_ref: 4,
    struck: 3,
    barcode_damaged: 3,
    invoice_code: 2,
    hostile_code: 2,
    notice: 3,
    overdue: 3,
    terminated: 3,
    served_decoy: 2,
    foreign_code: 2,
    two_ids: 2,
    bad_check: 3,
    unknown: 3,
    mismatch: 4,
    prefix_twin: 1,
    number_gone: 2,
    name_gone: 2,
    no_number: 3,
    person_first: 2,
    do_not_open: 2,
}
SPECIALS: Final[dict[Condition, int]] = {ok: 12, near_dup: 2, notice: 1, overdue: 2, terminated: 2}


def some_recipient(desk: Desk, among: dict[Condition, int]) -> Recipient:
    return desk.rng.choices(tuple(among), tuple(among.values()))[0](desk)
