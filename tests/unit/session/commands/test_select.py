from __future__ import annotations

import itertools

from summit_tui.session import Selection, Session
from summit_tui.session.commands.select import select_word
from tests.support.editing import do, make_quote, put_caret, select_words, selected, warned


def test_it_grows_from_the_word_to_the_whole_text_and_back(session: Session) -> None:
    put_caret(session, "نرفع")
    stages = []
    while not (session.run("select.grow") or None):
        stages.append(selected(session))
    assert stages[:4] == [
        "نرفع",
        "لن نرفع الرسوم هذا العام",
        "«لن نرفع الرسوم هذا العام»",
        "وأضاف: «لن نرفع الرسوم هذا العام»",
    ]
    assert "وأضاف: «لن نرفع الرسوم هذا العام»." in stages
    assert stages[-2].startswith("قال وزير النقل")
    assert stages[-1] == session.text
    assert all(small in large for small, large in itertools.pairwise(stages))
    assert warned(session, "select.grow") == "The selection can't grow any more."
    for stage in reversed(stages[:-1]):
        do(session, "select.shrink")
        assert selected(session) == stage
    do(session, "select.shrink")
    assert session.selection.empty
    assert warned(session, "select.shrink") == "The selection didn't grow: there is nothing to go back to."


def test_growing_takes_up_what_was_selected_by_moving(session: Session) -> None:
    words = select_words(session, "نرفع الرسوم")
    do(session, "select.grow")
    assert selected(session) == "لن نرفع الرسوم هذا العام"
    do(session, "select.shrink")
    assert session.selection.span == words


def test_a_movement_forgets_what_was_selected_before_growing(session: Session) -> None:
    put_caret(session, "نرفع")
    do(session, "select.grow")
    do(session, "move.left")
    assert session.selection.empty
    assert warned(session, "select.shrink")


def test_the_mode_begins_at_the_caret_and_leaves_the_selection_when_it_ends(session: Session) -> None:
    put_caret(session, "هدى")
    do(session, "select.toggle")
    assert session.selecting
    do(session, "move.next_word")
    do(session, "move.next_word")
    do(session, "select.toggle")
    assert not session.selecting
    assert selected(session) == "هدى الناصري"


def test_letting_go_drops_selection_and_mode(session: Session) -> None:
    put_caret(session, "هدى")
    do(session, "select.toggle")
    do(session, "move.next_word")
    caret = session.selection.caret
    do(session, "select.none")
    assert session.selection == Selection.at(caret)
    assert not session.selecting


def test_letting_go_leaves_the_chosen_quote(session: Session) -> None:
    outer = make_quote(session, "لن نرفع الرسوم هذا العام")
    make_quote(session, "الرسوم")
    session.visit(outer)
    do(session, "quote.edges")
    do(session, "select.none")
    assert session.quote.id == outer.id
    assert session.quote.content == outer.content


def test_the_other_end_takes_the_caret_there(session: Session) -> None:
    put_caret(session, "الناصري")
    do(session, "select.toggle")
    do(session, "move.next_word")
    do(session, "select.other_end")
    do(session, "move.previous_word")
    assert selected(session) == "هدى الناصري"
    do(session, "select.other_end")
    do(session, "move.next_word")
    assert selected(session) == "هدى الناصري بالقول"


def test_a_double_click_selects_the_word_and_between_words_nothing(session: Session) -> None:
    select_word(session, session.text.index("الناصري") + 3)
    assert selected(session) == "الناصري"
    select_word(session, session.text.index("\n\n") + 1)
    assert session.selection.empty
