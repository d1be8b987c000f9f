"""The command line: serving, upkeep, and whom the backend knows."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from mailroom.backend import practice
from mailroom.backend.adapters.keys import new_key_file, public_text
from mailroom.backend.adapters.secrets import verifier_of
from mailroom.backend.app import backend_of, create_app
from mailroom.backend.services.agreements import Period
from mailroom.backend.services.enrolment import NewCustomer, appoint, enrol
from mailroom.backend.services.identities import Vouched
from mailroom.backend.services.programs import HOOKS, MARK, READ
from mailroom.backend.serving import serve
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import open_backend
from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.domain.ids import SERVED_FORMS, NotAnOrgNumber, legal_form_of, parse_org_number
from mailroom.domain.workdays import stockholm_date
from mailroom.logs import configure


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when it worked, 1 when it could not, 2 when it was asked wrongly."""
    asked = _parser().parse_args(arguments)
    configure(verbose=asked.verbose)
    try:
        settings = BackendSettings.read(asked.config)
        if asked.data is not None:
            settings = settings.model_copy(update={"data": asked.data})
        asked.run(settings, asked)
    except (MailroomError, NotAnOrgNumber, ValidationError, OSError) as error:
        sys.stderr.write(f"mailroom-backend: {error}\n")
        return 1
    return 0


class _Verbs(Protocol):
    """What `add_subparsers` returns, without argparse's private name for it."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...  # noqa: A002  argparse's own


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mailroom-backend", description=__doc__)
    parser.add_argument("--config", type=Path, help="settings file (see backend.toml)")
    parser.add_argument("--data", type=Path, help="the data folder, above the settings")
    parser.add_argument("--verbose", action="store_true")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("serve", help="migrate, then serve until stopped")
    verb.add_argument("--port", type=int, help="0 takes a free one")
    verb.add_argument("--port-file", type=Path, help="written when the port is open")
    verb.add_argument("--practice", action="store_true", help="seed the practice data first")
    verb.set_defaults(run=_serve)
    verb = verbs.add_parser("migrate", help="bring the database to this version")
    verb.set_defaults(run=_migrate)
    verb = verbs.add_parser("practice", help="seed about 3,000 fictional companies")
    verb.add_argument("--companies", type=int, default=3000)
    verb.set_defaults(run=_practice)
    verb = verbs.add_parser("job", help="run a job now; without a name, list them")
    verb.add_argument("name", nargs="?")
    verb.set_defaults(run=_job)
    _admitting(verbs)
    return parser


def _admitting(verbs: _Verbs) -> None:
    """Who may come in: stations, people, programs."""
    verb = verbs.add_parser("station", help="add or revoke a station")
    verb.add_argument("action", choices=("add", "revoke"))
    verb.add_argument("name")
    verb.add_argument("--key-file", type=Path, help="where its private key is written")
    verb.set_defaults(run=_station)
    verb = verbs.add_parser("operator", help="add an operator; the secret is asked for")
    verb.add_argument("user")
    verb.add_argument("--name", required=True)
    verb.add_argument("--role", action="append", required=True, dest="roles")
    verb.set_defaults(run=_operator)
    verb = verbs.add_parser("customer", help="add a customer; its first user's secret is asked for")
    verb.add_argument("number", help="in any usual form")
    verb.add_argument("--name", required=True)
    verb.add_argument("--legal-form", required=True)
    verb.set_defaults(run=_customer)
    verb = verbs.add_parser("identity", help="link a person at the sign-in provider to a user")
    verb.add_argument("login", help="the mailbox user's or the operator's")
    verb.add_argument("--subject", required=True, help="the provider's name for the person")
    verb.add_argument("--operator", action="store_true", help="one of our own people")
    verb.set_defaults(run=_identity)
    _admitting_programs(verbs)


def _admitting_programs(verbs: _Verbs) -> None:
    """Other people's: those that read a mailbox, and those that send letters."""
    verb = verbs.add_parser("integrator", help="let a program read a company's mailbox")
    verb.add_argument("client", help="what it calls itself")
    verb.add_argument("--company", required=True, help="the company's number")
    verb.add_argument("--mark", action="store_true", help="it may mark letters as well")
    verb.add_argument("--webhooks", action="store_true", help="it may set webhooks as well")
    verb.set_defaults(run=_integrator)
    verb = verbs.add_parser("tenant", help="let a company send letters by a program")
    verb.add_argument("client", help="what the program calls itself")
    verb.add_argument("--company", required=True, help="the sender's number")
    verb.add_argument("--name", required=True, help="the sender's name, as companies see it")
    verb.set_defaults(run=_tenant)


def _integrator(settings: BackendSettings, asked: argparse.Namespace) -> None:
    scopes = {READ: True, MARK: asked.mark, HOOKS: asked.webhooks}
    backend = open_backend(settings)
    try:
        number = parse_org_number(asked.company)
        granted = [scope for scope, given in scopes.items() if given]
        secret = backend.programs.admit_reader(asked.client, number, granted)
        _say(f"its secret, shown this once: {secret}")
    finally:
        backend.close()


def _tenant(settings: BackendSettings, asked: argparse.Namespace) -> None:
    number = parse_org_number(asked.company)
    backend = open_backend(settings)
    try:
        key, secret = backend.programs.admit_sender(asked.client, number, asked.name)
        _say(f"its tenant key: {key}")
        _say(f"its secret, shown this once: {secret}")
    finally:
        backend.close()


def _identity(settings: BackendSettings, asked: argparse.Namespace) -> None:
    backend = open_backend(settings)
    try:
        people = backend.staff if asked.operator else backend.users
        people.link(Vouched(settings.oidc_issuer, asked.subject), asked.login)
    finally:
        backend.close()


def _job(settings: BackendSettings, asked: argparse.Namespace) -> None:
    backend = open_backend(settings)
    try:
        if asked.name is None:
            last = backend.jobs.last()
            for name in backend.jobs.names:
                run = last.get(name)
                _say(f"{name}: {run.result or 'running'}, {run.began_at}" if run else f"{name}: -")
            return
        run = backend.jobs.run(asked.name, asked_by=getpass.getuser())
        counts = ", ".join(f"{name} {count}" for name, count in run.counts.items())
        _say(f"{run.job}: {run.result}{f', {counts}' if counts else ''}")
        if run.error is not None:
            raise CommandRefused(f"the job failed: {run.error}")
    finally:
        backend.close()


def _serve(settings: BackendSettings, asked: argparse.Namespace) -> None:
    if asked.practice:
        practice.seed(settings, furnished=True)
    if asked.port is not None:
        settings = settings.model_copy(update={"port": asked.port})
    app = create_app(settings)
    if settings.scheduled:
        backend_of(app).schedule.start()
    try:
        serve(app, settings, port_file=asked.port_file)
    finally:
        backend_of(app).close()


def _migrate(settings: BackendSettings, asked: argparse.Namespace) -> None:
    del asked
    open_backend(settings).close()


def _station(settings: BackendSettings, asked: argparse.Namespace) -> None:
    backend = open_backend(settings)
    try:
        if asked.action == "revoke":
            found = backend.stations.revoke(asked.name)
            _say("revoked" if found else "there is no such station")
            return
        file = asked.key_file or Path(f"{asked.name}.key")
        key = new_key_file(file)
        if not backend.stations.add(asked.name, public_text(key)):
            file.unlink()
            _say("there is such a station already; its key stays")
            return
        _say(f"private key written to {file}")
    finally:
        backend.close()


def _operator(settings: BackendSettings, asked: argparse.Namespace) -> None:
    verifier = _asked_verifier()
    backend = open_backend(settings)
    try:
        with backend.database.writing() as session:
            appoint(session, asked.user, name=asked.name, roles=asked.roles, verifier=verifier)
    finally:
        backend.close()


def _customer(settings: BackendSettings, asked: argparse.Namespace) -> None:
    number = parse_org_number(asked.number)
    if legal_form_of(number) not in SERVED_FORMS:
        raise CommandRefused("companies of that legal form are not served (R1)")
    verifier = _asked_verifier()
    backend = open_backend(settings)
    try:
        now = backend.clock()
        customer = NewCustomer(
            number=number,
            name=asked.name,
            legal_form=asked.legal_form,
            agreement=Period(stockholm_date(now), None, None, None),
            verifier=verifier,
        )
        with backend.database.writing() as session:
            enrol(session, [customer], now=now)
    except IntegrityError:
        raise CommandRefused("there is such a customer already") from None
    finally:
        backend.close()


def _asked_verifier() -> str:
    given = os.environ.get("MAILROOM_BACKEND_NEW_SECRET")
    return verifier_of(given or getpass.getpass("secret: "))


def _practice(settings: BackendSettings, asked: argparse.Namespace) -> None:
    made = practice.seed(settings, companies=asked.companies, furnished=True)
    _say(f"{made.companies} companies; operators {', '.join(made.operators)}")
    _say(f"station {made.station}, its key in {made.station_key}")
    _say(f"every practice account's secret: {made.secret}")


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main())
