"""One letter in a browser: its pages as pictures, its document as a file, the reader's marks."""

from flask import Response, request, send_file, url_for

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.partner import file_name
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services.paying import paying_of
from mailroom.backend.services.pictures import Size
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web import forms
from mailroom.backend.web.pages import redirect_to, show_page, web
from mailroom.backend.web.paying import payment_qr, swish_qr, transfer_qr
from mailroom.backend.web.problems import problem
from mailroom.domain.mailboxstates import Act

_PICTURE_CACHE = "private, max-age=3600"


@web.get("/letters/<key:key>")
@policy(Who.MAILBOX_USER)
def letter(key: str) -> str:
    """Opening it is reading it."""
    here, mailbox = backend(), mailbox_key()
    opened = here.mailboxes.open(mailbox, key, actor=actor())
    newer, older = here.mailboxes.neighbours(mailbox, opened)
    number = here.mailboxes.mailbox(mailbox).number
    read = here.mailboxes.pages(mailbox, key)
    paying = paying_of(read.texts, read.codes)
    return show_page(
        "letter.html",
        letter=opened,
        newer=newer,
        older=older,
        sizes=here.pictures.sizes(opened.document),
        page_texts=read.texts,
        codes=read.codes,
        paying=paying,
        qr=payment_qr(paying.payment, opened.sender, paying.due_on) if paying.payment else "",
        transfer_qr=transfer_qr(paying.transfer.code) if paying.transfer else "",
        swish=swish_qr(paying.swish, paying.payment) if paying.swish else "",
        original=here.companies.original_of(number, mailbox, key) if opened.on_paper else None,
        original_price=here.companies.price_of_original(),
        notified_at=here.oversight.notified_at(key),
        problem=problem(),
        frozen=Act.MARK not in here.emptying.closure(mailbox).may,
    )


@web.get("/letters/<key:key>/pages/<int:number>/<any(large, small):size>.jpg")
@policy(Who.MAILBOX_USER)
def picture(key: str, number: int, size: str) -> Response:
    here = backend()
    found = here.mailboxes.letter(mailbox_key(), key)
    if not 1 <= number <= found.page_count:
        raise Refused(Why.NOT_FOUND, "The letter has no such page.")
    if found.first_read_at is None:
        here.mailboxes.open(mailbox_key(), key, actor=actor())
    image = here.pictures.find(found.document, number, Size(size))
    response = send_file(
        here.blobs.file(image.sha256), "image/jpeg", etag=image.sha256, conditional=True
    )
    response.headers["Cache-Control"] = _PICTURE_CACHE
    return response


@web.get("/letters/<key:key>/document.pdf")
@policy(Who.MAILBOX_USER)
def document(key: str) -> Response:
    """Always a download: a browser's own reader would run inside our site."""
    here = backend()
    found = here.mailboxes.note_download(mailbox_key(), key, actor=actor())
    return send_file(
        here.blobs.file(found.document),
        "application/pdf",
        as_attachment=True,
        download_name=file_name(found),
    )


@web.get("/letters/<key:key>/manifest.json")
@policy(Who.MAILBOX_USER)
def manifest(key: str) -> Response:
    """How the letter was read and by whom it was decided, as a file."""
    written = backend().exporter.manifest(mailbox_key(), key, actor=actor())
    response = Response(written, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{key}.json")
    return response


@web.post("/letters/<key:key>/handled")
@policy(Who.MAILBOX_USER)
def handled(key: str) -> Response:
    forms.check_form()
    value = request.form.get("handled") == "yes"
    backend().mailboxes.mark(mailbox_key(), key, actor=actor(), handled=value)
    return redirect_to(url_for("web.letter", key=key))


@web.post("/letters/<key:key>/unread")
@policy(Who.MAILBOX_USER)
def unread(key: str) -> Response:
    forms.check_form()
    backend().mailboxes.mark(mailbox_key(), key, actor=actor(), viewed=False)
    return redirect_to(url_for("web.letters"))
