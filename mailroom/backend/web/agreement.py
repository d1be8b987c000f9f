"""The agreement: how it stands, notice and taking it back, how it is paid, its statements."""

from flask import Response, request, url_for

from mailroom.backend.api.here import actor, backend, mailbox_key
from mailroom.backend.api.policies import Who, policy
from mailroom.backend.services.payment_options import Option
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.web import forms
from mailroom.backend.web.company import own_number
from mailroom.backend.web.pages import show_page, web
from mailroom.backend.web.problems import is_done, problem, tried
from mailroom.domain.membership import Scope
from mailroom.domain.register import Standing


@web.get("/agreement")
@policy(Who.MAILBOX_USER)
def agreement() -> str:
    here, number = backend(), own_number()
    found = here.companies.agreement(number)
    ending = found.standing in {Standing.NOTICE, Standing.UNPAID}
    senders = here.companies.senders(number, mailbox_key()) if ending else ()
    return show_page(
        "agreement.html",
        agreement=found,
        senders=[each for each in senders if each.letters],
        statements=here.companies.statements(number),
        options=[option.value for option in Option],
        closure=here.emptying.closure(mailbox_key()),
        problem=problem(),
        done=is_done(),
    )


@web.post("/agreement/notice")
@policy(Who.MAILBOX_USER)
def give_notice() -> Response:
    forms.check_form()
    if request.form.get("sure") != "yes":
        raise Refused(Why.VALIDATION, "Say that you are sure.")
    scope = Scope.BOTH if request.form.get("scope") == Scope.BOTH else Scope.PLUS
    return tried(
        lambda: backend().companies.give_notice(own_number(), scope, actor=actor()),
        url_for("web.agreement"),
    )


@web.post("/agreement/reactivate")
@policy(Who.MAILBOX_USER)
def reactivate() -> Response:
    forms.check_form()
    return tried(
        lambda: backend().companies.reactivate(own_number(), actor=actor()),
        url_for("web.agreement"),
    )


@web.post("/agreement/emptying")
@policy(Who.MAILBOX_USER)
def order_emptying() -> Response:
    """Or take the order back."""
    forms.check_form()
    emptying, page = backend().emptying, url_for("web.agreement")
    if request.form.get("take_back") == "yes":
        return tried(lambda: emptying.take_back(mailbox_key(), actor=actor()), page)
    if request.form.get("sure") != "yes":
        raise Refused(Why.VALIDATION, "Say that you are sure.")
    return tried(lambda: emptying.order(mailbox_key(), actor=actor()), page)


@web.post("/agreement/payment")
@policy(Who.MAILBOX_USER)
def register_payment_option() -> Response:
    forms.check_form()
    option = request.form.get("option", "")
    if option not in list(Option):
        raise Refused(Why.NOT_FOUND, "There is no such way to pay.")
    return tried(
        lambda: backend().companies.register_payment_option(own_number(), Option(option)),
        url_for("web.agreement"),
    )
