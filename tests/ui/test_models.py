"""The item list keeps Qt's own rules."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from mailroom.domain.items import Item
from ui.models.items import ItemList, Role
from ui.rehearsal.scenes import done_before

MADE = done_before()
_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def shown(model: ItemList) -> list[Item]:
    return [model.data(model.index(row), Role.ITEM) for row in range(model.rowCount())]  # type: ignore[misc]


@given(st.lists(st.lists(st.sampled_from(MADE), unique=True), max_size=6))
def test_whatever_the_items_the_newest_is_on_top(rounds: list[list[Item]]):
    model = ItemList()
    tester = QAbstractItemModelTester(model, _FATAL)
    for items in rounds:
        model.show_items(tuple(items))
        assert shown(model) == list(reversed(items))
        for item in items:
            assert model.item_at(model.index_of(item.id)) == item
    del tester


def test_a_new_item_is_inserted_and_a_changed_one_is_changed(qtbot: QtBot):
    model = ItemList()
    QAbstractItemModelTester(model, _FATAL)
    model.show_items(MADE[:2])
    with qtbot.waitSignals([model.rowsInserted, model.rowsInserted]):
        model.show_items(MADE)
    with qtbot.waitSignal(model.dataChanged):
        model.repaint_thumbnail(MADE[0].id)
    assert not model.index_of("nobody").isValid()
