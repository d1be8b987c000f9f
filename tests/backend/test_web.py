"""The company's mailbox in a browser: what is seen, what is not, and by whom."""

import io
import re

import pytest
from apiflask import APIFlask
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mailroom.backend.services.refusals import Why
from mailroom.backend.web.texts import ENGLISH, SWEDISH
from mailroom.backend.wiring import Backend
from tests.backend.builders import (
    ACTIVE,
    OTHER,
    SECRET,
    Desk,
    Reader,
    evidence,
    manifest,
    page,
    pdf,
)
from tests.backend.conftest import Clock

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "'; DROP TABLE letter; --",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "a\r\nSet-Cookie: x=1",
    "x" * 4000,
    "%s%n %(name)s",
]


def test_a_letter_is_seen_when_it_has_been_delivered_and_not_before(desk: Desk, reader: Reader):
    assert reader.letters() == []
    desk.deliver()
    (key,) = reader.letters()
    page = reader.client.get(f"/letters/{key}")
    assert page.status_code == 200
    assert "Skatteverket" in page.text
    assert "M26-000001" in page.text


def test_opening_marks_as_read_and_the_reader_may_mark_as_unread(desk: Desk, reader: Reader):
    desk.deliver()
    (key,) = reader.letters("?show=unread")
    reader.client.get(f"/letters/{key}")
    assert reader.letters("?show=unread") == []
    assert reader.post(f"/letters/{key}/unread").status_code == 303
    assert reader.letters("?show=unread") == [key]


def test_r56_handled_is_a_toggle(desk: Desk, reader: Reader):
    desk.deliver()
    (key,) = reader.letters("?show=unhandled")
    reader.post(f"/letters/{key}/handled", handled="yes")
    assert reader.letters("?show=unhandled") == []
    assert SWEDISH.status_handled in reader.client.get("/letters").text
    reader.post(f"/letters/{key}/handled", handled="no")
    assert reader.letters("?show=unhandled") == [key]


def test_pages_are_pictures_and_the_document_is_a_download(desk: Desk, reader: Reader):
    desk.deliver()
    (key,) = reader.letters()
    for size in ("large", "small"):
        picture = reader.client.get(f"/letters/{key}/pages/2/{size}.jpg")
        assert picture.mimetype == "image/jpeg"
        assert picture.data.startswith(b"\xff\xd8\xff")
    document = reader.client.get(f"/letters/{key}/document.pdf")
    assert document.data == pdf("Hej", "Sida 2")
    assert document.headers["Content-Disposition"] == "attachment; filename=M26000001.pdf"
    assert reader.client.get(f"/letters/{key}/pages/3/large.jpg").status_code == 404
    assert reader.client.get(f"/letters/{key}/pages/0/large.jpg").status_code == 404


def coloured(*colours: tuple[int, int, int]) -> bytes:
    """A document with a sheet side of each colour."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for colour in colours:
        canvas.setFillColorRGB(*(part / 255 for part in colour))
        canvas.rect(0, 0, *A4, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_how_a_letter_was_read_is_a_file_of_its_own(desk: Desk, reader: Reader, stranger: Reader):
    message = desk.deliver()
    (key,) = reader.letters()
    path = f"/letters/{key}/manifest.json"
    assert f'href="{path}"' in reader.client.get(f"/letters/{key}").text
    written = reader.client.get(path)
    assert written.json == message
    assert "attachment" in written.headers["Content-Disposition"]
    assert stranger.client.get(path).status_code == 404


def test_r52_every_side_is_shown_in_the_papers_order_and_colours(desk: Desk, reader: Reader):
    sides = [(200, 30, 30), (255, 255, 255), (30, 30, 200), (30, 160, 30)]
    document = coloured(*sides)
    pages = [
        page(0, "face", 1),
        *(page(at, sheet=2 + (at - 1) // 2) | {"blank": at == 2} for at in range(1, 5)),
    ]
    message = manifest(desk.register_version(), document, pages=pages, sheet_count=3)
    assert desk.put_blob(document).status_code == 201
    assert desk.put_item(message).status_code == 201
    (key,) = reader.letters()
    shown = reader.client.get(f"/letters/{key}").text
    assert re.findall(r'<figure id="page-(\d)"', shown) == ["1", "2", "3", "4"]
    for number, side in enumerate(sides, 1):
        picture = reader.client.get(f"/letters/{key}/pages/{number}/large.jpg")
        drawn = Image.open(io.BytesIO(picture.data)).convert("RGB")
        assert drawn.height / drawn.width == pytest.approx(A4[1] / A4[0], rel=0.01)
        middle = drawn.getpixel((drawn.width // 2, drawn.height // 2))
        assert max(abs(a - b) for a, b in zip(middle, side, strict=True)) < 12
    assert reader.client.get(f"/letters/{key}/document.pdf").data == document


def test_the_pages_text_is_there_for_those_who_cannot_see(desk: Desk, reader: Reader):
    desk.deliver()
    assert reader.client.get(f"/letters/{reader.letters()[0]}").text.count("Faktura 4711") == 2


def test_another_companys_letter_does_not_exist(desk: Desk, reader: Reader, stranger: Reader):
    desk.deliver()
    (key,) = reader.letters()
    assert stranger.letters() == []
    paths = ["", "/pages/1/large.jpg", "/pages/1/small.jpg", "/document.pdf"]
    for path in paths:
        assert stranger.client.get(f"/letters/{key}{path}").status_code == 404
    for verb in ("handled", "unread"):
        assert stranger.post(f"/letters/{key}/{verb}", handled="yes").status_code == 404
    assert stranger.client.get(f"/letters?before={key}").status_code == 404
    assert reader.letters("?show=unread") == [key]


def test_what_was_read_on_an_envelope_is_only_text(desk: Desk, reader: Reader):
    version = desk.register_version()
    for text in HOSTILE:
        desk.deliver(evidence=evidence(version, sender=text), scan_id=text[:64])
    keys = reader.letters()
    assert len(keys) == len(HOSTILE)
    for path in ("/letters", *(f"/letters/{key}" for key in keys)):
        answer = reader.client.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "x=1" not in answer.headers.get("Set-Cookie", "")
    for key in keys:
        download = reader.client.get(f"/letters/{key}/document.pdf").headers
        assert re.fullmatch(
            r"attachment; filename=[A-Za-z0-9]+\.pdf", download["Content-Disposition"]
        )


def test_the_list_goes_on_page_by_page(desk: Desk, reader: Reader, clock: Clock):
    for _ in range(53):
        desk.deliver()
        clock.pass_by(seconds=1)
    first = reader.letters()
    second = reader.letters(f"?before={first[-1]}")
    assert (len(first), len(second)) == (50, 3)
    assert not set(first) & set(second)


def test_nobody_signed_in_is_sent_to_the_door(app: APIFlask):
    answer = app.test_client().get("/letters")
    assert (answer.status_code, answer.location) == (302, "/in")


@pytest.mark.parametrize(
    "login", [ACTIVE[0], f"{ACTIVE[0][:6]}-{ACTIVE[0][6:]}", f"16{ACTIVE[0]}", f" {ACTIVE[0]} "]
)
def test_the_number_may_be_written_in_any_usual_way(app: APIFlask, login: str):
    assert Reader(app.test_client()).sign_in(login, SECRET).status_code == 303


def test_guessing_gets_slow_for_one_company_only(app: APIFlask):
    reader = Reader(app.test_client())
    for _ in range(3):
        answer = reader.sign_in(ACTIVE[0], "fel")
        assert answer.status_code == 401
        assert SWEDISH.sign_in_refused in answer.text
    waits = reader.sign_in(ACTIVE[0], SECRET)
    assert waits.status_code == 429
    assert SWEDISH.too_many in waits.text
    assert reader.sign_in(OTHER[0], SECRET).status_code == 303


def test_signing_out_ends_the_session_on_the_server(reader: Reader):
    cookie = reader.client.get_cookie("mailroom_session")
    assert cookie is not None
    assert reader.post("/out").status_code == 303
    reader.client.set_cookie("mailroom_session", cookie.value)
    assert reader.client.get("/letters").status_code == 302


def test_a_session_ends_when_idle_and_at_last(reader: Reader, clock: Clock):
    for _ in range(3):
        clock.pass_by(minutes=29)
        assert reader.client.get("/letters").status_code == 200
    clock.pass_by(minutes=31)
    assert reader.client.get("/letters").status_code == 302


def test_a_session_ends_at_last_however_busy(reader: Reader, clock: Clock):
    for _ in range(36):
        clock.pass_by(minutes=20)
        last = reader.client.get("/letters").status_code
    assert last == 302


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: APIFlask):
    answer = Reader(app.test_client()).sign_in(ACTIVE[0], SECRET)
    session = next(c for c in answer.headers.getlist("Set-Cookie") if "mailroom_session=" in c)
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


@pytest.mark.parametrize("token", ["", "0" * 64, "å"])
def test_a_form_that_is_not_ours_does_nothing(desk: Desk, reader: Reader, token: str):
    desk.deliver()
    (key,) = reader.letters()
    answer = reader.client.post(f"/letters/{key}/handled", data={"token": token, "handled": "yes"})
    assert answer.status_code == 403
    assert reader.letters("?show=unhandled") == [key]


def test_a_form_from_another_site_does_nothing(reader: Reader):
    form = {"token": reader.token("/letters")}
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert reader.client.post("/out", data=form, headers=from_elsewhere).status_code == 403
    assert reader.client.get("/letters").status_code == 200


def test_swedish_until_the_reader_chooses(reader: Reader):
    assert SWEDISH.empty_title in reader.client.get("/letters").text
    answer = reader.client.get("/language/en?to=/letters")
    assert answer.location == "/letters"
    assert ENGLISH.empty_title in reader.client.get("/letters").text


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_choosing_a_language_never_leads_elsewhere(app: APIFlask, to: str):
    answer = app.test_client().get("/language/en", query_string={"to": to})
    assert answer.location == "/"


@pytest.mark.parametrize("path", ["/nothing", "/letters/nothing", "/language/xx", "/static/../x"])
def test_what_is_not_there_is_said_in_words(reader: Reader, path: str):
    answer = reader.client.get(path)
    assert answer.status_code == 404
    assert SWEDISH.error_titles[Why.NOT_FOUND] in answer.text


def test_a_page_loads_nothing_from_elsewhere(desk: Desk, reader: Reader):
    desk.deliver()
    page = reader.client.get(f"/letters/{reader.letters()[0]}")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.findall(r'(?:src|href|action)="(?!/|#)', page.text)
    assert "style=" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_an_empty_mailbox_shows_the_address_to_give_to_senders(reader: Reader):
    page = reader.client.get("/letters").text
    assert ACTIVE[1] in page
    assert "106 31 Stockholm" in page


def test_r57_the_letters_way_is_shown(desk: Desk, reader: Reader):
    desk.deliver()
    page = reader.client.get(f"/letters/{reader.letters()[0]}").text
    steps = [SWEDISH.step_arrived, SWEDISH.step_scanned, SWEDISH.step_available, SWEDISH.step_read]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)


def test_r60_support_is_on_every_page(app: APIFlask, backend: Backend):
    assert backend.settings.support_text.split(",")[0] in app.test_client().get("/in").text
