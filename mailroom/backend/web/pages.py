"""The company's mailbox in a browser: sign in, the list, a letter, its pages and its marks."""

from dataclasses import replace
from typing import Final

from apiflask import APIBlueprint
from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailroom.backend.api.here import address, backend, mailbox_key
from mailroom.backend.api.policies import SESSION_COOKIE, Who, policy
from mailroom.backend.services.letters import Wanted
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web import forms
from mailroom.backend.web.company_texts import COMPANY
from mailroom.backend.web.showing import (
    Showing,
    euros_text,
    groupby_run,
    iban_text,
    lower_first,
    swish_text,
)
from mailroom.backend.web.texts import LANGUAGES
from mailroom.backend.web.words import Texts
from mailroom.domain.amounts import amount_text
from mailroom.domain.ids import org_number_text

web = APIBlueprint(
    "web",
    __name__,
    enable_openapi=False,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)
web.after_request(forms.keep_form_cookie)
web.add_app_template_filter(groupby_run)
web.add_app_template_filter(lower_first)
web.add_app_template_filter(amount_text, "money")
web.add_app_template_filter(swish_text, "swish")
web.add_app_template_filter(euros_text, "euros")
web.add_app_template_filter(iban_text, "iban")
web.add_app_template_filter(org_number_text, "org_number")

LONGEST_SEARCH: Final = 120
LANGUAGE_COOKIE: Final = "mailroom_language"
_SECTIONS: Final = {
    "web.company": "company",
    "web.senders": "senders",
    "web.originals": "originals",
    "web.agreement": "agreement",
    "web.watch": "watch",
}
_FILTERS: Final = {
    "all": Wanted(trashed=False),
    "unread": Wanted(viewed=False, trashed=False),
    "unhandled": Wanted(handled=False, trashed=False),
}


@web.get("/")
@policy(Who.PUBLIC)
def start() -> ResponseReturnValue:
    return redirect(url_for("web.letters"))


@web.get("/in")
@policy(Who.PUBLIC)
def sign_in() -> str:
    return show_page("sign_in.html", problem="", login="")


@web.post("/in")
@policy(Who.PUBLIC)
def check_in() -> ResponseReturnValue:
    forms.check_form()
    login, secret = request.form.get("login", "")[:64], request.form.get("secret", "")[:256]
    texts = language()
    try:
        token = backend().users.sign_in(login, secret, address=address())
    except Refused as error:
        many = error.why is Why.TOO_MANY
        problem = texts.too_many if many else texts.sign_in_refused
        return show_page("sign_in.html", problem=problem, login=login), error.why.status
    response = redirect_to(url_for("web.letters"))
    forms.set_cookie(response, SESSION_COOKIE, token)
    response.delete_cookie(forms.FORM_COOKIE)
    return response


@web.post("/out")
@policy(Who.MAILBOX_USER)
def sign_out() -> Response:
    forms.check_form()
    backend().sessions.end(request.cookies.get(SESSION_COOKIE, ""))
    response = redirect_to(url_for("web.sign_in"))
    response.delete_cookie(SESSION_COOKIE)
    return response


@web.get("/language/<code>")
@policy(Who.PUBLIC)
def choose_language(code: str) -> Response:
    """Back to the page it was chosen on, when that is one of ours."""
    if code not in LANGUAGES:
        raise Refused(Why.NOT_FOUND, "There is no such language.")
    came_from = request.args.get("to", "")
    ours = came_from.startswith("/") and not came_from.startswith(("//", "/\\"))
    response = redirect_to(came_from if ours and came_from.isprintable() else "/")
    forms.set_cookie(response, LANGUAGE_COOKIE, code, days=365)
    return response


@web.get("/letters")
@policy(Who.MAILBOX_USER)
def letters() -> str:
    show = request.args.get("show", "all")
    chosen = _FILTERS.get(show)
    if chosen is None:
        raise Refused(Why.NOT_FOUND, "There is no such list.")
    before = request.args.get("before")
    asked = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    if asked:
        shelf = backend().mailboxes.search(mailbox_key(), asked, before=before)
        show = "all"
    else:
        shelf = backend().mailboxes.letters(mailbox_key(), replace(chosen, before=before))
    closure = backend().emptying.closure(mailbox_key())
    return show_page(
        "letters.html", shelf=shelf, show=show, before=before, asked=asked, closure=closure
    )


def language() -> Texts:
    """The reader's choice, or the settings'."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return LANGUAGES.get(chosen) or LANGUAGES[backend().settings.language]


def show_page(template: str, **values: object) -> str:
    """With the company's mailbox in the page's head when somebody is signed in."""
    here, texts = backend(), language()
    signed = g.get("caller")
    mailbox = here.mailboxes.mailbox(signed.mailbox) if signed and signed.mailbox else None
    other = next(code for code in LANGUAGES if code != texts.code)
    return render_template(
        template,
        t=texts,
        c=COMPANY[texts.code],
        section=section_of(request.endpoint or ""),
        other_language=other,
        show_as=Showing(texts, here.clock()),
        mailbox=mailbox,
        number=org_number_text(mailbox.number) if mailbox else "",
        token=forms.form_token(),
        support=here.settings.support_text,
        provider=here.settings.oidc_name if here.settings.oidc_issuer else "",
        here=request.full_path.rstrip("?") if request.method == "GET" else "/",
        **values,
    )


def section_of(endpoint: str) -> str:
    """Which heading of the menu a page stands under."""
    return _SECTIONS.get(endpoint, "letters")


def redirect_to(address_: str) -> Response:
    """After a form: the browser reads the next page instead of sending again."""
    return Response(status=303, headers={"Location": address_})
