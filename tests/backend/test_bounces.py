"""What a mail server sends back later is noted, and nothing that somebody made up (R13, R32)."""

from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import select

from mailroom.backend.model.customers import EmailRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.services import reachability
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, NOW, Desk
from tests.backend.conftest import Clock
from tests.backend.smtp import Postbox

REPORT = """\
From: MAILER-DAEMON@relay.example.net
To: brevlada@example.se
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.net
Arrival-Date: Fri, 20 Nov 2026 10:30:00 +0100 (CET)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: {original}

From: brevlada@example.se
Message-ID: {identity}

--b--
"""


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for part in ("new", "cur", "tmp"):
        (tmp_path / "mail" / part).mkdir(parents=True)
    return tmp_path / "mail"


@pytest.fixture
def settings(
    settings: BackendSettings, outgoing: dict[str, object], maildir: Path
) -> BackendSettings:
    return settings.model_copy(update=outgoing | {"bounces_folder": str(maildir)})


@pytest.fixture
def told(desk: Desk, backend: Backend, postbox: Postbox) -> dict[str, str]:
    """A company was told of a letter, and the server took it: what a report of that would say."""
    desk.deliver()
    assert backend.jobs.run("notify").counts == {"sent": 1}
    ((address,), content) = postbox.taken[0]
    identity = message_from_bytes(content)["Message-ID"]
    return {
        "address": address,
        "identity": identity,
        "action": "failed",
        "status": "5.1.1",
        "original": "message/rfc822",
    }


def bounced(backend: Backend, address: str) -> object:
    with backend.database.reading() as session:
        return session.get_one(EmailRow, (ACTIVE[0], address)).bounced_at


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_marks_the_notification_and_the_address_and_is_kept(
    backend: Backend, told: dict[str, str], maildir: Path, original: str
):
    report = REPORT.format(**told | {"original": original})
    (maildir / "new" / "1.a").write_text(report)
    assert backend.jobs.run("bounces").counts == {"bounced": 1}
    assert bounced(backend, told["address"]) == NOW
    with backend.database.reading() as session:
        row = session.scalars(select(NotificationRow)).one()
        assert (row.state, row.answer) == ("bounced", "5.1.1")
        assert reachability.unreached(session, NOW.date()) != ()
    assert (maildir / "cur" / "1.a:2,S").read_text() == report
    assert backend.jobs.run("bounces").counts == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "4.4.1"},
        {"action": "delayed"},
        {"address": "somebody@example.com"},
        {"identity": "<notification-1@example.se>"},
        {"identity": f"<notification-1.{'0' * 32}@example.se>"},
        {"identity": ""},
        {"original": "text/plain"},
    ],
)
def test_what_does_not_hold_is_left_for_people(
    backend: Backend, told: dict[str, str], maildir: Path, changes: dict[str, str]
):
    (maildir / "new" / "1.a").write_text(REPORT.format(**told | changes))
    assert backend.jobs.run("bounces").counts == {"left": 1}
    assert bounced(backend, told["address"]) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00\xfe",
        b"Subject: Tack!\n\nVi h\xe5ller med.",
        b"Content-Type: multipart/report; boundary=b\n\n--b\n" * 50,
        b"x" * (2 << 20),
    ],
)
def test_anything_else_is_left_too(
    backend: Backend, told: dict[str, str], maildir: Path, content: bytes
):
    (maildir / "new" / "1.a").write_bytes(content)
    (maildir / "new" / "2.b").write_text(REPORT.format(**told))
    assert backend.jobs.run("bounces").counts == {"left": 1, "bounced": 1}


def test_too_late_a_report_changes_nothing(
    backend: Backend, told: dict[str, str], maildir: Path, clock: Clock
):
    clock.pass_by(days=15)
    (maildir / "new" / "1.a").write_text(REPORT.format(**told))
    assert backend.jobs.run("bounces").counts == {"left": 1}
