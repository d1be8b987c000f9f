"""A feeder's day: what counts as a jam, what clears it, and how fast the feeder is by itself."""

import datetime as dt

from mailroom.domain.feeder import FeederDay, FeederRun, feeder_day

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
DAY = NOON.date()


def run(begins_s: float, lasts_s: float | None, sheets: int, situation: str | None = None):
    begun = NOON + dt.timedelta(seconds=begins_s)
    ended = None if lasts_s is None else begun + dt.timedelta(seconds=lasts_s)
    return FeederRun(begun, ended, situation, sheets, 2 * sheets)


def test_before_anything_is_fed_nothing_can_be_said():
    empty = feeder_day(DAY, ())
    assert empty == FeederDay(DAY, 0, 0, None, None)
    assert empty.jams_per_thousand is None


def test_each_jam_lasts_until_the_feeder_goes_on_and_the_median_is_told():
    runs = [
        run(0, 10, 20, "paper_jam"),
        run(40, 10, 20, "double_feed"),
        run(60, 10, 20, "sheet_not_taken"),
        run(670, 10, 20),
    ]
    told = feeder_day(DAY, runs)
    assert (told.sheets, told.jams, told.clear_s) == (80, 3, 30)
    assert told.jams_per_thousand == 37.5


def test_a_try_that_feeds_nothing_is_the_same_jam_still():
    runs = [
        run(0, 10, 5, "paper_jam"),
        run(20, 1, 0, "paper_jam"),
        run(30, 1, 0, "feeder_empty"),
        run(50, 10, 5),
    ]
    told = feeder_day(DAY, runs)
    assert (told.jams, told.clear_s) == (1, 40)


def test_what_is_no_jam_is_not_counted_and_one_nobody_cleared_has_no_time():
    runs = [
        run(0, 10, 5, "stopped"),
        run(20, 10, 5, "count_differs"),
        run(40, 10, 5, "paper_jam"),
    ]
    told = feeder_day(DAY, runs)
    assert (told.jams, told.clear_s) == (1, None)


def test_the_feeders_own_pace_is_of_what_it_fed_while_it_ran():
    runs = [run(0, 10, 5), run(20, 3600, 0, "feeder_empty"), run(4000, 10, 5, "paper_jam")]
    assert feeder_day(DAY, runs).own_pace == 60
    unknown = [run(0, 3600, 5, "interrupted"), run(4000, None, 5)]
    assert feeder_day(DAY, unknown).own_pace is None
    assert feeder_day(DAY, unknown).sheets == 10


def test_a_clock_that_was_set_back_makes_no_time_negative():
    runs = [run(100, 10, 5, "paper_jam"), run(50, -20, 5)]
    told = feeder_day(DAY, runs)
    assert (told.clear_s, told.own_pace) == (0, 60)
