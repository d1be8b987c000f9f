"""Page coherence: whether all pages of an item can belong to it (reliability rule 6)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mailroom.domain.items import Hold, HoldReason, Item
from mailroom.domain.register import Customer


@dataclass(frozen=True, slots=True)
class PageFinding:
    """What one content page says that bears on coherence, in paper order.

    `recipient_numbers` are those of the page's own address block; numbers elsewhere on a page
    are senders' and counterparties' and say nothing about whose page it is.
    """

    page: str
    blank: bool = False
    unread: bool = False
    recipient_numbers: tuple[str, ...] = ()
    page_of: tuple[int, int] | None = None


def check_contents(
    item: Item, findings: Sequence[PageFinding], customers: Mapping[str, Customer]
) -> Hold | None:
    """The gravest reason to hold the item, or None. `customers` is keyed by ten digits.

    The hold that the item still carries was looked at and released by a person, who said why in
    its detail, and so was every one that would have been raised before it.
    """
    holds = [
        *_foreign_pages(item, findings, customers),
        *_missing_pages(findings),
        *(
            Hold(HoldReason.PAGE_UNREAD, page=finding.page)
            for finding in findings
            if finding.unread
        ),
    ]
    known = item.hold and (item.hold.reason, item.hold.page)
    places = [place for place, hold in enumerate(holds) if (hold.reason, hold.page) == known]
    return next(iter(holds[places[-1] + 1 :] if places else holds), None)


def _foreign_pages(
    item: Item, findings: Sequence[PageFinding], customers: Mapping[str, Customer]
) -> Iterator[Hold]:
    """A page addressed to another customer, and not to this one.

    A second number beside the own one in the same block is a sender's customer number or a c/o.
    """
    recipient = item.decision.recipient if item.decision else None
    own = recipient.number if recipient else None
    for finding in findings:
        block = finding.recipient_numbers
        if own not in block and any(number in customers for number in block):
            yield Hold(HoldReason.FOREIGN_PAGE, page=finding.page)


def _missing_pages(findings: Sequence[PageFinding]) -> Iterator[Hold]:
    """Sets of "n of m" must be whole, and one page of a set may not be there twice.

    A letter's first page often bears no number, and a number may be illegible: a page without
    one stands in for a missing number exactly where it lies.
    """
    written = [finding for finding in findings if not finding.blank]
    numbered = [(place, finding) for place, finding in enumerate(written) if finding.page_of]
    for total, members in groupby(numbered, key=lambda pair: _total(pair[1])):
        run = list(members)
        gap = _gap(run, total, written)
        if gap is not None:
            yield Hold(HoldReason.PAGE_MISSING, f"{gap}/{total}", page=run[0][1].page)


def _total(finding: PageFinding) -> int:
    return finding.page_of[1] if finding.page_of else 0


def _gap(
    run: Sequence[tuple[int, PageFinding]], total: int, written: Sequence[PageFinding]
) -> int | None:
    """The first number of which this run of pages has fewer than of another, or None."""
    have = Counter(finding.page_of[0] for _, finding in run if finding.page_of)
    wanted = max(have.values())
    have.update(number for stand_in in _stand_ins(run, total, written) for number in stand_in)
    return next((number for number in range(1, total + 1) if have[number] < wanted), None)


def _stand_ins(
    run: Sequence[tuple[int, PageFinding]], total: int, written: Sequence[PageFinding]
) -> Iterator[set[int]]:
    """For every page without a number next to the run, the numbers it would bear there."""
    known = {place: finding.page_of[0] for place, finding in run if finding.page_of}
    for place, finding in enumerate(written):
        if finding.page_of is None:
            before = _nearest(known, written, place, step=-1)
            after = _nearest(known, written, place, step=1)
            yield {number for number in (before, after) if number and 1 <= number <= total}


def _nearest(
    known: Mapping[int, int], written: Sequence[PageFinding], place: int, *, step: int
) -> int | None:
    """The number that follows from the next numbered page in this direction, if it is the run's."""
    at = place
    while 0 <= at < len(written) and written[at].page_of is None:
        at += step
    return known[at] + place - at if at in known else None
