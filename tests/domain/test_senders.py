import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.senders import sender_name, spelled_as_in


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (
            "Avs: Återbruk Mälardalen AB, Industrivägen 7, 851 81 SUNDSVALL",
            "Återbruk Mälardalen AB",
        ),
        ("Avs. Tryckcentralen AB, Box 88, 721 30 VÄSTERÅS", "Tryckcentralen AB"),
        ("Avsändare Mittvatten AB 403 14 GÖTEBORG", "Mittvatten AB"),
        ("Returadress: Ekeby kommun, 100 00 Ekeby", "Ekeby kommun"),
        ("Bolagskontoret, Storgatan 1", "Bolagskontoret"),
        ("Avslaget AB, Gatan 1", "Avslaget AB"),
        ("", ""),
    ],
)
def test_the_name_is_what_stands_before_the_street(address: str, name: str) -> None:
    assert sender_name(address) == name


def test_the_letter_knows_its_own_diacritics() -> None:
    texts = ["Abonnemangsavtal\nLeverantör: Återbruk Mälardalen AB, 558388-0710"]
    assert spelled_as_in("Aterbruk Malardalen AB", texts) == "Återbruk Mälardalen AB"


def test_another_word_is_not_another_spelling() -> None:
    assert spelled_as_in("Aterbruk AB", ["Återbruken AB"]) == "Aterbruk AB"


@given(st.text(max_size=60), st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_borne(name: str, texts: list[str]) -> None:
    sender_name(name)
    spelled_as_in(name, texts)
