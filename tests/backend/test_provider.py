"""Sign-in through a real OpenID Connect server on loopback; local accounts stay as they are."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from apiflask import APIFlask

from mailroom.backend.__main__ import main
from mailroom.backend.model.people import OperatorRow
from mailroom.backend.services.enrolment import appoint
from mailroom.backend.settings import BackendSettings
from mailroom.backend.web.texts import SWEDISH
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, SECRET, Desk, Reader

with warnings.catch_warnings():
    # The server's own libraries are on their way from one of theirs to another.
    warnings.simplefilter("ignore")
    from oidc_provider_mock import run_server_in_thread

# The server's words about its own libraries, said while it answers.
pytestmark = pytest.mark.filterwarnings(
    "ignore:get_jwt_config:DeprecationWarning", "ignore:authlib.jose:DeprecationWarning"
)

SUBJECT = "anna-vid-leverantoren"
OURS = "http://localhost"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def settings(settings: BackendSettings, issuer: str, tmp_path: Path) -> BackendSettings:
    secret = tmp_path / "client-secret"
    secret.write_text("our own\n")
    return settings.model_copy(
        update={
            "oidc_issuer": issuer,
            "oidc_name": "Företags-ID",
            "oidc_client_id": "mailroom",
            "oidc_client_secret_file": str(secret),
            "public_url": OURS,
        }
    )


@pytest.fixture
def reader(app: APIFlask) -> Reader:
    return Reader(app.test_client())


@pytest.fixture
def linked(settings: BackendSettings, issuer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILROOM_BACKEND_OIDC_ISSUER", issuer)
    words = ["--data", str(settings.data), "identity", ACTIVE[0], "--subject", SUBJECT]
    assert main(words) == 0


def at_the_provider(address: str, subject: str = SUBJECT) -> str:
    """What a person does there; where the provider then sends the browser."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def start(reader: Reader, door: str = "/in") -> str:
    answer = reader.client.get(f"{door}/provider")
    assert answer.status_code == 302
    return answer.location


def come_back(reader: Reader, address: str):
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == OURS
    return reader.client.get(f"{parts.path}?{parts.query}")


@pytest.mark.usefixtures("linked")
def test_a_linked_person_reads_their_mail(desk: Desk, reader: Reader):
    desk.deliver()
    assert "Företags-ID" in reader.client.get("/in").text
    asked = start(reader)
    for part in ("code_challenge_method=S256", "nonce=", "state="):
        assert part in asked
    answer = come_back(reader, at_the_provider(asked))
    assert (answer.status_code, answer.location) == (303, "/letters")
    assert len(reader.letters()) == 1
    assert reader.post("/out").status_code == 303
    assert reader.client.get("/letters").status_code == 302


def test_somebody_who_is_not_linked_stays_out(reader: Reader):
    answer = come_back(reader, at_the_provider(start(reader), "nagon-annan"))
    assert answer.status_code == 401
    assert SWEDISH.provider_refused in answer.text
    assert reader.client.get("/letters").status_code == 302


@pytest.mark.usefixtures("linked")
def test_an_answer_works_once_and_only_in_the_browser_that_asked(app: APIFlask, reader: Reader):
    answer = at_the_provider(start(reader))
    assert come_back(Reader(app.test_client()), answer).status_code == 401
    assert come_back(reader, answer).status_code == 303
    assert come_back(reader, answer).status_code == 401


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("harm", ["state", "code"])
def test_an_answer_that_was_tampered_with_is_refused(reader: Reader, harm: str):
    answer = at_the_provider(start(reader))
    changed = re.sub(rf"({harm}=)[^&]+", r"\1another", answer)
    assert changed != answer
    assert come_back(reader, changed).status_code == 401


@pytest.mark.usefixtures("linked")
def test_a_provider_that_does_not_answer_leaves_the_password(
    settings: BackendSettings, reader: Reader
):
    assert reader.client.get("/in/provider/back?error=access_denied").status_code == 401
    assert reader.sign_in(ACTIVE[0], SECRET).status_code == 303
    assert settings.oidc_issuer


def test_linking_somebody_unknown_is_refused(settings: BackendSettings):
    words = ["--data", str(settings.data), "identity", "5560000000", "--subject", "x"]
    assert main(words) == 1


@pytest.mark.parametrize(("active", "status"), [(True, 303), (False, 401)])
def test_our_own_people_come_in_the_same_way_to_their_own_pages(
    settings: BackendSettings, backend: Backend, reader: Reader, *, active: bool, status: int
):
    user = "boss"
    with backend.database.writing() as session:
        appoint(session, user, name="Bo", roles=["administrator"], verifier="")
        session.get_one(OperatorRow, user).active = active
    words = ["--config", str(settings.data / "backend.toml"), "--data", str(settings.data)]
    (settings.data / "backend.toml").write_text(f'oidc_issuer = "{settings.oidc_issuer}"\n')
    assert main([*words, "identity", user, "--operator", "--subject", SUBJECT]) == 0
    assert main([*words, "identity", "nobody", "--operator", "--subject", SUBJECT]) == 1
    assert "Företags-ID" in reader.client.get("/staff/in").text
    answer = come_back(reader, at_the_provider(start(reader, "/staff/in")))
    assert answer.status_code == status
    inside = 200 if active else 302
    assert reader.client.get("/staff/jobs").status_code == inside
    assert reader.client.get("/letters").status_code == 302


def test_a_companys_person_is_none_of_ours(reader: Reader, linked: None):
    del linked
    answer = come_back(reader, at_the_provider(start(reader, "/staff/in")))
    assert (answer.status_code, reader.client.get("/staff/").status_code) == (401, 302)
