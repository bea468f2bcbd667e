"""A text on its own, without a project: laid out, selected in, turned."""

from __future__ import annotations

import pytest

from summit_tui.bidi import Direction
from summit_tui.session import Selection, mode_of
from summit_tui.session.desk import Desk
from summit_tui.session.tasks import Task, TaskKind

TEXT = "قال الطبيب فراس النجار إن اللقاح متوفر.\nسطر ثان e\u0301.\n"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.lay(TEXT, "one")
    return desk


def test_it_is_laid_out_anew_only_for_another_width(desk: Desk) -> None:
    before = desk.layout
    desk.goal_column = 3
    desk.resize(80, 0)
    assert (desk.layout, desk.goal_column, desk.view.height) == (before, 3, 1)
    desk.resize(20, 10)
    assert desk.layout is not before
    assert desk.goal_column is None


def test_a_paragraph_stays_turned_while_other_texts_are_looked_at(desk: Desk) -> None:
    assert desk.turn_paragraph() is Direction.LTR
    desk.lay("نص آخر.\n", "two")
    assert desk.layout.direction(0) is Direction.RTL
    desk.lay(TEXT, "one")
    assert [desk.layout.direction(paragraph) for paragraph in (0, 1)] == [Direction.LTR, Direction.RTL]
    assert desk.turn_paragraph() is Direction.RTL


def test_a_selection_splits_no_cluster_and_forgets_what_led_there(desk: Desk) -> None:
    desk.goal_column, desk.grown = 3, (Selection(0, 3),)
    end = TEXT.index("\u0301")
    desk.put(Selection(end - 1, end))
    assert desk.selection == Selection(end - 1, end + 1)
    assert (desk.goal_column, desk.grown) == (None, ())


def test_another_text_begins_at_its_start_in_no_mode(desk: Desk) -> None:
    desk.put(Selection(0, 3))
    assert mode_of(desk) == "select"
    desk.task = Task(TaskKind.EDGES, "q-1")
    assert desk.extending
    assert mode_of(desk) == TaskKind.EDGES
    desk.leave_task()
    assert (desk.selection, desk.extending, mode_of(desk)) == (Selection.at(3), False, "read")
    desk.selecting = True
    desk.lay("نص آخر.\n", "two")
    assert (desk.selection, desk.selecting, mode_of(desk)) == (Selection.at(0), False, "read")
