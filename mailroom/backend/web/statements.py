"""A company's own invoices and credit notes as files: as they are printed, and as Peppol XML."""

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress

from flask import Response, send_file

from mailroom.backend.api.acting import seller
from mailroom.backend.api.here import backend
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.printing import paperwork
from mailroom.backend.printing.texts import BY_LANGUAGE, PaperTexts
from mailroom.backend.services.exporting import File
from mailroom.backend.services.peppol import sendable_xml
from mailroom.backend.services.refusals import Refused
from mailroom.backend.services.statements import Statement
from mailroom.backend.web.company import own_number
from mailroom.backend.web.pages import language, web
from mailroom.domain.seller import Seller


@web.get("/agreement/statements/<int:number>.pdf")
@policy(Who.MAILBOX_USER)
def statement_pdf(number: int) -> Response:
    found = _own(number)
    paper = paperwork.statement_pdf(found, seller(), BY_LANGUAGE[language().code])
    return _file(paper, f"{number}.pdf", "application/pdf")


@web.get("/agreement/statements/<int:number>.xml")
@policy(Who.MAILBOX_USER)
def statement_xml(number: int) -> Response:
    return _file(sendable_xml(_own(number), seller()), f"{number}.xml", "application/xml")


def as_files(found: Iterable[Statement]) -> Iterator[File]:
    """Each as it is printed, and as XML where a receiver would take it.

    Made one by one when they are asked for, also when the request that began it has ended.
    """
    return _files(found, seller(), BY_LANGUAGE[language().code])


def _files(found: Iterable[Statement], by: Seller, texts: PaperTexts) -> Iterator[File]:
    for statement in found:
        yield f"fakturor/{statement.number}.pdf", paperwork.statement_pdf(statement, by, texts)
        with suppress(Refused):
            yield f"fakturor/{statement.number}.xml", sendable_xml(statement, by)


def _own(number: int) -> Statement:
    """Raises Refused(NOT_FOUND), also for another company's."""
    return backend().companies.statement(own_number(), number)


def _file(content: bytes, name: str, kind: str) -> Response:
    return send_file(io.BytesIO(content), kind, as_attachment=True, download_name=name)
