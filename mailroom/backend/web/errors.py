"""A refusal to a person: what happened, what to do, and the way back to their own pages."""

from flask import Response, request, url_for

from mailroom.backend.services.refusals import Why
from mailroom.backend.web import staff
from mailroom.backend.web.pages import language, show_page

_OURS = "/staff/"


def error_page(why: Why) -> Response:
    """In the company's pages or in those of our own people."""
    texts = language()
    title = texts.error_titles.get(why, texts.error_title)
    lead = texts.error_leads.get(why, texts.error_lead)
    if request.path.startswith(_OURS):
        back, home = texts.to_start, url_for("staff.start")
        page = staff.show("staff_error.html", title=title, lead=lead, back=back, home=home)
    else:
        back, home = texts.to_letters, url_for("web.letters")
        page = show_page("error.html", title=title, lead=lead, back=back, home=home)
    return Response(page, why.status, mimetype="text/html")
