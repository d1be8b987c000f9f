"""What the wall says of a station's feeder, in both languages."""

import datetime as dt

import pytest

from mailroom.domain.feeder import FeederDay
from ui.screens.stations import feeder_said
from ui.texts.phrase import Language, Say

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("feeder", "swedish", "english"),
    [
        (None, "Inget matat än i dag", "Nothing fed yet today"),
        (FeederDay(DAY, 0, 1), "Inget matat än i dag", "Nothing fed yet today"),
        (FeederDay(DAY, 566), "Inget pappersstopp på 566 blad", "No jam in 566 sheets"),
        (
            FeederDay(DAY, 812, 2, 58, 41),
            "2,5 stopp på 1\xa0000 blad, avhjälps på\xa041\xa0s",
            "2.5 jams in 1,000 sheets, cleared in\xa041\xa0s",
        ),
        (
            FeederDay(DAY, 1000, 1, 58, 200),
            "1,0 stopp på 1\xa0000 blad, avhjälps på\xa03\xa0min",
            "1.0 jams in 1,000 sheets, cleared in\xa03\xa0min",
        ),
        (
            FeederDay(DAY, 1000, 1, 58),
            "1,0 stopp på 1\xa0000 blad, inget avhjälpt än",
            "1.0 jams in 1,000 sheets, none cleared yet",
        ),
    ],
)
def test_jams_and_how_long_they_take_are_one_line(
    feeder: FeederDay | None, swedish: str, english: str
):
    assert feeder_said(Say(Language.SV), feeder) == swedish
    assert feeder_said(Say(Language.EN), feeder) == english
