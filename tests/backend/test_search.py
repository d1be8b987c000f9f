"""Search finds letters by what stands on them, newest first, and never another's."""

import pytest
from sqlalchemy import delete, text

from mailroom.backend.adapters import search
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.wiring import Backend
from tests.backend.builders import ACTIVE, OTHER, Desk, Reader, evidence, page
from tests.backend.conftest import Clock


def deliver(desk: Desk, words: str, *, sender: str = "Skatteverket", to: tuple[str, str] = ACTIVE):
    number, name = to
    seen = evidence(desk.register_version(), numbers_seen=[number], sender=sender)
    pages = [page(0, "face", 1), page(1) | {"text": words}, page(2)]
    return desk.deliver(pages=pages, evidence=seen, recipient={"number": number, "name": name})


def found(reader: Reader, backend: Backend, asked: str) -> list[str]:
    """The scan ids' senders, as the search gives them."""
    signed = backend.sessions.find(
        reader.client.get_cookie("mailroom_session").value, "mailbox_user", now=backend.clock()
    )
    return [letter.sender for letter in backend.mailboxes.search(signed.mailbox, asked).letters]


@pytest.fixture
def three(desk: Desk, clock: Clock) -> None:
    deliver(desk, "Faktura för städning i Ängelholm, 1 250 kr", sender="Städ AB")
    clock.pass_by(minutes=1)
    deliver(desk, "Påminnelse: faktura 4711 är förfallen", sender="Inkasso AB")
    clock.pass_by(minutes=1)
    deliver(desk, "Protokoll från årsstämman", sender="Revisorn AB")


@pytest.mark.usefixtures("three")
def test_a_word_is_found_by_every_beginning(reader: Reader, backend: Backend):
    word = "arsstamman"
    for length in range(3, len(word) + 1):
        assert found(reader, backend, f"{word[:length]}*") == ["Revisorn AB"], length
    assert found(reader, backend, "ar*") == ["Revisorn AB", "Inkasso AB"], "är, too"
    assert found(reader, backend, "a*") == []
    assert found(reader, backend, "arsstamman4*") == []


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "senders"),
    [
        ("faktura", ["Revisorn AB", "Inkasso AB", "Städ AB"]),
        ("FAKTURA påminnelse", ["Inkasso AB"]),
        ("angelholm", ["Städ AB"]),
        ("ÄNGELHOLM", ["Städ AB"]),
        ("års*", ["Revisorn AB"]),
        ("inkasso", ["Inkasso AB"]),
        ("M26 000001 protokoll", ["Revisorn AB"]),
        ("finnsinte", []),
        ("", []),
        ('" OR 1 -- *', []),
        ("' | !faktura & (", ["Revisorn AB", "Inkasso AB", "Städ AB"]),
        ("NOT faktura", []),
        ("words:faktura", []),
    ],
)
def test_all_the_words_newest_first(
    reader: Reader, backend: Backend, asked: str, senders: list[str]
):
    assert found(reader, backend, asked) == senders


def test_another_companys_letters_are_never_found(
    desk: Desk, reader: Reader, stranger: Reader, backend: Backend
):
    deliver(desk, "hemlighet", to=OTHER)
    mailbox = backend.sessions.find(
        stranger.client.get_cookie("mailroom_session").value, "mailbox_user", now=backend.clock()
    ).mailbox
    assert found(stranger, backend, "hemlighet") == ["Skatteverket"]
    for asked in (
        "hemlighet",
        mailbox,
        f"\ue000{mailbox}",
        f"hemlighet \ue000{mailbox}",
        "\ue000*",
    ):
        assert found(reader, backend, asked) == []


def test_a_letter_cannot_say_that_it_lies_in_another_mailbox(
    desk: Desk, stranger: Reader, reader: Reader, backend: Backend
):
    mailbox = backend.sessions.find(
        reader.client.get_cookie("mailroom_session").value, "mailbox_user", now=backend.clock()
    ).mailbox
    deliver(desk, f"till \ue000{mailbox}", to=OTHER)
    with backend.database.reading() as session:
        assert search.find(session, "till", mailbox=mailbox, before=None, limit=9) == []
        assert len(search.find(session, "till", mailbox=None, before=None, limit=9)) == 1
    assert found(stranger, backend, "till") == ["Skatteverket"]


def test_a_letter_that_was_recalled_is_not_found(desk: Desk, reader: Reader, backend: Backend):
    message = deliver(desk, "fel mottagare")
    assert found(reader, backend, "mottagare") == ["Skatteverket"]
    assert desk.recall(message["id"]).json["withdrawn"]
    assert found(reader, backend, "mottagare") == []


def test_letters_from_before_the_index_are_found_after_the_job(
    desk: Desk, reader: Reader, backend: Backend
):
    deliver(desk, "gammalt brev")
    with backend.database.writing() as session:
        session.execute(delete(SearchEntryRow))
        embedded = backend.database.engine.dialect.name == "sqlite"
        forget = "INSERT INTO search_words (search_words) VALUES ('delete-all')"
        session.execute(text(forget if embedded else "DELETE FROM search_words"))
    assert found(reader, backend, "gammalt") == []
    assert backend.jobs.run("index").counts == {"letters": 1}
    assert found(reader, backend, "gammalt") == ["Skatteverket"]
