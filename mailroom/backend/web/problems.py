"""A form that was refused: back to its page, with a word that the page turns into a sentence."""

from collections.abc import Callable

from flask import Response, request

from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web.company_texts import COMPANY
from mailroom.backend.web.company_words import CompanyTexts
from mailroom.backend.web.pages import language, redirect_to


def tried(action: Callable[[], object], page: str) -> Response:
    """Do it and show `page` again, with what came of it."""
    try:
        action()
    except Refused as error:
        if error.why is Why.NOT_FOUND:
            raise
        return redirect_to(f"{page}?problem={error.why.word}")
    return redirect_to(f"{page}?done=1")


def problem() -> str:
    """The sentence of the last form's refusal; empty without one."""
    word = request.args.get("problem", "")
    return company_texts().problems.get(word, company_texts().problem) if word else ""


def is_done() -> bool:
    return "done" in request.args


def company_texts() -> CompanyTexts:
    return COMPANY[language().code]
