"""Lighter copies are made one at a time, and whoever waits for one holds nobody else up."""

import threading
import time

import pytest
from apiflask import APIFlask

from mailroom.backend.adapters.lightening import Copies, TooManyCopies
from mailroom.backend.wiring import Backend
from tests.backend.builders import Desk
from tests.backend.partner import COMPANY, bearer


def test_a_full_line_is_told_at_once_and_one_that_does_not_move_after_its_wait():
    copies = Copies(in_line=1, wait_s=0.3)
    outcomes: list[str] = []

    def wait() -> None:
        try:
            with copies.turn():
                outcomes.append("made")
        except TooManyCopies as error:
            outcomes.append(str(error))

    with copies.turn():
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.05)
        begun = time.monotonic()
        with pytest.raises(TooManyCopies, match="full"), copies.turn():
            pass
        assert time.monotonic() - begun < 0.25, "it did not wait"
        waiting.join(10)
        assert outcomes == ["the line does not move"]
    with copies.turn():
        outcomes.append("free again")
    wait()
    assert outcomes[1:] == ["free again", "made"]


def test_the_turn_is_given_back_whatever_comes_of_the_copy():
    copies = Copies(in_line=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), copies.turn():
            raise ZeroDivisionError
    with copies.turn():
        pass


def test_a_program_that_cannot_have_its_copy_now_is_told_to_ask_again(
    app: APIFlask,
    desk: Desk,
    backend: Backend,
    mailbox: str,
):
    desk.deliver()
    headers, client = bearer(app), app.test_client()
    (key,) = client.get(f"{COMPANY}/{mailbox}/content", headers=headers).json
    address = f"{COMPANY}/{mailbox}/content/{key}"
    object.__setattr__(backend, "copies", Copies(in_line=0))
    with backend.copies.turn():
        answer = client.get(f"{address}?part=1&most_kb=1", headers=headers)
        assert (answer.status_code, answer.json["code"]) == (503, 50302)
        assert int(answer.headers["Retry-After"]) > 0
        assert client.get(f"{address}?part=1", headers=headers).status_code == 200
    assert client.get(f"{address}?part=1&most_kb=1", headers=headers).status_code == 413
