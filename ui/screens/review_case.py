"""One doubtful item: the address beside the choices, the envelope one key away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.digits import DigitsSeen
from mailroom.domain.evidence import Candidate, NumberMatch
from mailroom.domain.ids import org_number_text
from mailroom.domain.review import CHOSEN, Case
from mailroom.domain.sorting import DoubtReason
from ui.outlines import outlines_in
from ui.review import CANDIDATES, Review
from ui.screens.review_said import refusal_said
from ui.style import Density, Look
from ui.texts import desk as desk_words
from ui.texts import digits as digit_words
from ui.texts import review as words
from ui.texts.phrase import Sayer
from ui.texts.sorting import CATEGORIES, DOUBTS
from ui.verdict import STANDING_LOOKS, Shape, Tone
from ui.widgets.choices import Choice, Choices
from ui.widgets.entry_field import EntryField
from ui.widgets.lights import Lights
from ui.widgets.marks import MarkView
from ui.widgets.menus import shown_menu
from ui.widgets.recipient import RecipientBox
from ui.widgets.sent_picture import SentPicture, page_of
from ui.widgets.words import frame, label, set_tone

_USUAL, _WIDE = 11, 20
"""How much of the width the pictures have, beside nine for the decision."""
_BEFORE_DASH = 6


class CaseView(QWidget):
    pressed = Signal(str)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._snippet = SentPicture(look, 150)
        self._snippet.setAccessibleName(say(words.ADDRESS))
        self._page = SentPicture(look, 220)
        self._page.setAccessibleName(say(words.ENVELOPE))
        self._page_title = label("caption")
        self._broken = label("problem", say(words.BROKEN), wraps=True)
        self._head = frame("panel")
        self._mark = MarkView(look, 34)
        self._why = label("order", wraps=True)
        self._note = label("strong", wraps=True)
        self._said = label("problem", wraps=True)
        self._recipient = RecipientBox(look, say)
        self._question = label("caption")
        self._candidates = Choices(look)
        self._entry = EntryField(look, say)
        self._menu = Choices(look)
        self._lights = Lights(look, say)
        self._source = label("small", wraps=True)
        for rows in (self._candidates, self._menu):
            rows.picked.connect(self._picked)
        self._lay_out()

    def _lay_out(self) -> None:
        way = QBoxLayout.Direction
        self._beside = QBoxLayout(way.LeftToRight, self)
        self._beside.setContentsMargins(12, 8, 12, 12)
        self._beside.setSpacing(12)
        self._address = self._panel(self._snippet, self._say(words.ADDRESS))
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._address, 3)
        below = frame("panel")
        column = QVBoxLayout(below)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(6)
        column.addWidget(self._page_title)
        column.addWidget(self._broken)
        column.addWidget(self._page, 1)
        left.addWidget(below, 5)
        self._envelope = below
        self._beside.addLayout(left, _USUAL)
        self._beside.addWidget(self._decision(), 9)

    def _panel(self, picture: SentPicture, title: str) -> QFrame:
        panel = frame("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(6)
        column.addWidget(label("caption", title))
        column.addWidget(picture, 1)
        return panel

    def _decision(self) -> QFrame:
        top = QHBoxLayout(self._head)
        top.setContentsMargins(14, 10, 14, 10)
        top.setSpacing(12)
        top.addWidget(self._mark)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._why)
        said.addWidget(self._note)
        top.addLayout(said, 1)
        panel = frame("panel")
        self._column = column = QVBoxLayout(panel)
        column.setContentsMargins(14, 12, 14, 14)
        for part in (
            self._head,
            self._said,
            self._recipient,
            self._question,
            self._candidates,
            self._entry,
            self._menu,
            self._lights,
        ):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._source)
        return panel

    def _picked(self, place: int) -> None:
        """A click is the row's own digit."""
        self.pressed.emit(str(place + 1))

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self._column.setSpacing(12 if self._look.density is Density.ROOMY else 7)
        self._lights.resize_to_density()

    def show_review(self, work: Review) -> None:
        case = work.case
        if case is None:
            return
        self._show_pictures(work, case)
        self._show_head(work, case)
        asked = work.entry is not None or work.menu is not None or work.escalating
        self._entry.setVisible(work.entry is not None)
        if work.entry is not None:
            self._entry.show_entry(work.entry)
        self._show_menu(work)
        self._show_candidates(case, hidden=asked)
        self._show_recipient(work, case)
        self._lights.setVisible(not asked and bool(case.offer.evidence.lights))
        self._lights.show_evidence(case.offer.evidence)
        day = case.due_on.isoformat()
        told = {"scan_id": case.offer.scan_id, "station": case.station, "day": day}
        self._source.setText(self._say(words.FROM, **told))

    def _show_pictures(self, work: Review, case: Case) -> None:
        offer = case.offer
        self._snippet.show_picture(offer.snippet)
        tight = self._look.density is Density.TIGHT
        whole = work.whole or not offer.snippet
        self._address.setVisible(not whole)
        self._envelope.setVisible(whole or not tight)
        self._beside.setStretch(0, _WIDE if work.whole else _USUAL)
        place = min(work.side, len(offer.pages) - 1)
        if offer.pages:
            shown = offer.pages[place]
            page = page_of(shown)
            read = () if work.whole else outlines_in(offer.evidence, page, self._say)
            self._page.show_picture(shown.jpeg, page, read, is_upright=shown.is_upright)
            count = len(offer.pages)
            several = self._say(words.SIDE, place=place + 1, count=count)
            self._page_title.setText(several if count > 1 else self._say(words.ENVELOPE))
        else:
            self._page.show_picture("")
        self._broken.setVisible(self._page.is_broken or self._snippet.is_broken)

    def _show_head(self, work: Review, case: Case) -> None:
        second, up = case.is_second, case.escalation
        tone, shape = (Tone.ASIDE, Shape.DIAMOND) if up else (Tone.LOOK, Shape.QUESTION)
        self._mark.show_mark(tone, shape)
        set_tone(self._head, tone)
        self._why.setText(self._say(DOUBTS[case.offer.doubt.reason]))
        note = self._say(words.ESCALATIONS[up]) if up else ""
        if case.offer.doubt.reason is DoubtReason.BLIND_CHECK:
            note = self._say(words.BLIND)
        elif second:
            note = self._say(words.SECOND_NOTE)
        elif not note and (seen := _seen(case.digits, self._say)):
            note = seen
        elif not note and work.step is not None:
            note = self._say(words.STEPS[work.step])
        self._note.setText(note)
        self._note.setVisible(bool(note))
        refused = refusal_said(work.refusal, self._say)
        self._said.setText(refused)
        self._said.setVisible(bool(refused))

    def _show_recipient(self, work: Review, case: Case) -> None:
        """Whom the accept key would send it to; never shown to a second person."""
        proposal = case.offer.doubt.proposal
        who = proposal.recipient if proposal and not case.is_second else None
        asked = work.menu is not None or work.escalating or work.entry is not None
        self._recipient.setVisible(who is not None and not asked)
        if who is not None:
            known = {one.number: one.standing for one in case.offer.evidence.candidates}
            self._recipient.show_recipient(who.name, who.number, known.get(who.number))

    def _show_candidates(self, case: Case, *, hidden: bool) -> None:
        proposal = case.offer.doubt.proposal if not case.is_second else None
        who = proposal.recipient.number if proposal and proposal.recipient else ""
        found = () if hidden else case.offer.evidence.candidates[:CANDIDATES]
        if [one.number for one in found] == [who]:
            found = ()  # nobody but the one who is shown above
        self._candidates.show_choices(
            tuple(self._choice(str(place), one) for place, one in enumerate(found, start=1))
        )
        blind = case.offer.doubt.reason is DoubtReason.BLIND_CHECK
        text = self._say(words.CANDIDATES if found or blind else words.NOBODY)
        if proposal is not None and not found:
            text = self._say(words.PROPOSAL, what=self._say(CATEGORIES[proposal.category]))
        self._question.setText(text)
        self._question.setVisible(not hidden)

    def _choice(self, key: str, one: Candidate) -> Choice:
        number = words.NUMBER_NOT_READ
        if one.number_match is NumberMatch.EXACT:
            number = words.NUMBER_READ
        elif one.number_match is NumberMatch.REPAIRED:
            number = words.NUMBER_REPAIRED
        read = self._say(number, count=len(one.number_readers))
        return Choice(
            key=key,
            text=one.name,
            beside=org_number_text(one.number),
            below=self._say(words.EVIDENCE, number=read, score=round(one.name_score)),
            mark=STANDING_LOOKS[one.standing],
        )

    def _show_menu(self, work: Review) -> None:
        shown = shown_menu(work.menu, work.policy, self._say) if work.menu else ()
        if work.escalating:
            whys = enumerate(CHOSEN, start=1)
            shown = tuple(Choice(str(at), self._say(words.ESCALATIONS[why])) for at, why in whys)
        self._menu.show_choices(shown)
        if work.menu is not None or work.escalating:
            title = desk_words.MENUS[work.menu] if work.menu else words.ESCALATE
            self._why.setText(self._say(title))


def _seen(digits: DigitsSeen | None, say: Sayer) -> str:
    """What others made of the number's digits, the doubted ones in brackets; empty for nothing."""
    if digits is None or not (digits.by or digits.doubted):
        return ""
    signs = [f"[{sign}]" if at in digits.doubted else sign for at, sign in enumerate(digits.number)]
    number = "".join(signs[:_BEFORE_DASH]) + "-" + "".join(signs[_BEFORE_DASH:])
    return say(digit_words.DOUBTED if digits.doubted else digit_words.ALL_SEEN, number=number)
