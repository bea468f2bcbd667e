from __future__ import annotations

import pytest

from summit_tui.model import Span
from summit_tui.session import Selection, Session, motion
from tests.support.editing import do, make_quote, put_caret, select_words, selected, span_of, warned


def at(session: Session) -> str:
    """The word or sign that the caret stands before."""
    rest = session.text[session.selection.caret :]
    return rest.split(maxsplit=1)[0] if rest.strip() else ""


def test_left_goes_on_in_arabic_and_back_in_latin(session: Session) -> None:
    put_caret(session, "قال وزير")
    start = session.selection.caret
    do(session, "move.left")
    assert session.selection == Selection.at(start + 1)
    do(session, "move.right")
    assert session.selection == Selection.at(start)
    latin = span_of(session.text, "NATO")
    session.select(Selection.at(latin.end - 1))
    do(session, "move.left")
    assert session.selection.caret == latin.end - 2


def test_words_in_the_texts_order(session: Session) -> None:
    put_caret(session, "سالم")
    path = []
    for _ in range(5):
        do(session, "move.next_word")
        path.append(at(session))
    assert path == ["الدوري", "إن", "الميناء", "سيستقبل", "40"]
    do(session, "move.previous_word")
    assert at(session) == "سيستقبل"


def test_words_on_the_screen_go_by_the_paragraphs_direction(open_on) -> None:
    session = open_on("قال الوزير كلاما طويلا عن الطريق\nThe road is open\n")
    do(session, "move.word_left")
    assert at(session) == "الوزير"
    do(session, "move.word_right")
    assert at(session) == "قال"
    put_caret(session, "road")
    do(session, "move.word_left")
    assert at(session) == "The"
    do(session, "move.word_right")
    do(session, "move.word_right")
    assert at(session) == "is"


def test_sentences(session: Session) -> None:
    put_caret(session, "الدوري")
    do(session, "move.next_sentence")
    assert at(session) == "وأضاف:"
    do(session, "move.previous_sentence")
    assert at(session) == "قال"
    do(session, "move.next_sentence")
    do(session, "move.next_sentence")
    assert at(session) == "ردود"


def test_paragraphs_pass_over_blank_ones(session: Session) -> None:
    visited = []
    for _ in range(5):
        do(session, "move.next_paragraph")
        visited.append(at(session))
    assert visited == ["قال", "ردود", "وردت", "ونقلت", ""]
    do(session, "move.previous_paragraph")
    do(session, "move.right")
    do(session, "move.previous_paragraph")
    assert at(session) == "وردت"


def test_start_and_end(session: Session) -> None:
    do(session, "move.end")
    assert session.selection == Selection.at(len(session.text))
    do(session, "move.start")
    assert session.selection == Selection.at(0)


def test_home_and_end_of_a_line(session: Session) -> None:
    session.resize(30, 20)
    put_caret(session, "الدوري")
    row = session.layout.row_of(session.selection.caret)
    do(session, "move.line_start")
    assert session.selection.caret == session.layout.bounds(row)[0]
    do(session, "move.line_end")
    assert session.layout.row_of(session.selection.caret) == row
    assert session.text[session.selection.caret] == " "
    do(session, "move.line_start")
    do(session, "select.line_end")
    assert selected(session) == "قال وزير النقل سالم الدوري إن"


def test_up_and_down_keep_the_column_over_shorter_lines(session: Session) -> None:
    put_caret(session, "الميناء سيستقبل")
    column = motion.column_of(session.layout, session.selection.caret)
    rows, shorter = [], 0
    for _ in range(5):
        do(session, "move.down")
        caret = session.selection.caret
        rows.append(session.layout.row_of(caret))
        line = session.layout.line(rows[-1])[1]
        shorter += line.first_cell > column
        assert motion.column_of(session.layout, caret) == max(column, line.first_cell - 1)
    assert rows == sorted(set(rows))
    assert 0 < shorter < 5
    for _ in range(5):
        do(session, "move.up")
    assert at(session) == "الميناء"


def test_another_movement_sets_another_column(session: Session) -> None:
    put_caret(session, "سيستقبل")
    do(session, "move.down")
    do(session, "move.line_start")
    column = motion.column_of(session.layout, session.selection.caret)
    do(session, "move.down")
    assert motion.column_of(session.layout, session.selection.caret) == column


def test_pages_are_as_high_as_the_view(open_on) -> None:
    session = open_on("\n".join(f"سطر عن الأمر {number}" for number in range(60)))
    session.resize(40, 11)
    do(session, "move.page_down")
    assert session.layout.row_of(session.selection.caret) == 10
    do(session, "move.page_down")
    do(session, "move.page_up")
    assert session.layout.row_of(session.selection.caret) == 10
    for _ in range(20):
        do(session, "move.page_down")
    assert session.layout.row_of(session.selection.caret) == session.layout.rows - 1
    for _ in range(20):
        do(session, "move.page_up")
    assert session.layout.row_of(session.selection.caret) == 0


def test_another_width_lays_the_article_out_anew_and_keeps_the_caret(session: Session) -> None:
    put_caret(session, "هدى")
    caret, rows = session.selection, session.layout.rows
    session.resize(24, 10)
    assert session.layout.rows > rows
    assert session.selection == caret
    narrow = session.layout
    session.resize(24, 30)
    assert session.layout is narrow
    session.resize(24, 0)
    assert session.view.height == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("select.left", "س"),
        ("select.word_left", "سالم"),
        ("select.right", " "),
        ("select.word_right", "النقل "),
    ],
)
def test_shifted_movements_select(session: Session, command: str, words: str) -> None:
    put_caret(session, "سالم")
    do(session, command)
    assert selected(session) == words


def test_shifted_movements_go_on_from_the_anchor(session: Session) -> None:
    put_caret(session, "سالم")
    for _ in range(3):
        do(session, "select.word_left")
    assert selected(session) == "سالم الدوري إن"
    do(session, "select.word_right")
    assert selected(session) == "سالم الدوري"
    do(session, "select.left")
    assert selected(session) == "سالم الدوري "
    do(session, "move.left")
    assert session.selection.empty


def test_shifted_lines(session: Session) -> None:
    session.resize(30, 20)
    put_caret(session, "سالم")
    anchor = session.selection.caret
    do(session, "select.down")
    assert session.selection.anchor == anchor
    row = session.layout.row_of
    assert row(session.selection.caret) == row(anchor) + 1
    do(session, "select.up")
    do(session, "select.up")
    assert session.selection.caret < anchor
    do(session, "select.line_start")
    assert session.selection.anchor == anchor


def test_every_movement_selects_in_the_mode_for_it(session: Session) -> None:
    put_caret(session, "وأضاف")
    do(session, "select.toggle")
    do(session, "move.next_word")
    assert selected(session) == "وأضاف"
    do(session, "move.next_sentence")
    assert selected(session) == "وأضاف: «لن نرفع الرسوم هذا العام».\n"
    do(session, "move.end")
    do(session, "move.previous_word")
    assert selected(session).endswith("عبر NATO Road كل عام")
    do(session, "select.toggle")
    do(session, "move.previous_paragraph")
    assert session.selection.empty


def test_quotes_are_visited_in_order_and_round(session: Session) -> None:
    assert warned(session, "move.next_quote").startswith("No quotes yet")
    late = make_quote(session, "الأرقام مبالغ فيها")
    early = make_quote(session, "لن نرفع الرسوم هذا العام")
    visited = []
    for command in ("next_quote", "next_quote", "previous_quote", "previous_quote"):
        do(session, f"move.{command}")
        visited.append(session.quote.id)
        assert session.selection == Selection.at(session.quote.start)
    assert visited == [late.id, early.id, late.id, early.id]


@pytest.mark.parametrize(
    ("words", "command", "goes_to"),
    [
        ("ردود", "next_quote", "الأرقام"),
        ("ردود", "previous_quote", "لن"),
        ("ونقلت", "next_quote", "لن"),
        ("ونقلت", "previous_quote", "الأرقام"),
        ("الميناء الجديد", "next_quote", "لن"),
        ("الميناء الجديد", "previous_quote", "الأرقام"),
    ],
)
def test_without_a_chosen_quote_the_way_begins_at_the_caret(
    session: Session, words: str, command: str, goes_to: str
) -> None:
    make_quote(session, "الأرقام مبالغ فيها")
    make_quote(session, "لن نرفع الرسوم هذا العام")
    session.focus = None
    put_caret(session, words)
    assert session.quote is None
    do(session, f"move.{command}")
    assert at(session).startswith(goes_to)


def test_the_caret_in_a_quote_chooses_it(session: Session) -> None:
    one = make_quote(session, "لن نرفع الرسوم هذا العام")
    other = make_quote(session, "الأرقام مبالغ فيها")
    put_caret(session, "الرسوم")
    assert session.quote.id == one.id
    put_caret(session, "ردود")
    assert session.quote.id == one.id
    put_caret(session, "مبالغ")
    assert session.quote.id == other.id


def test_of_nested_quotes_the_inner_one_is_chosen(session: Session) -> None:
    outer = make_quote(session, "إن الميناء سيستقبل 40 سفينة في الشهر")
    inner = make_quote(session, "40 سفينة")
    overlapping = make_quote(session, "سفينة في الشهر. وأضاف")
    assert [quote.id for quote in session.quotes] == [outer.id, inner.id, overlapping.id]
    chosen = []
    for words in ("الميناء سيستقبل", "سفينة", "الشهر", "وأضاف"):
        put_caret(session, words)
        chosen.append(session.quote.id)
    assert chosen == [outer.id, inner.id, overlapping.id, overlapping.id]


def test_the_mouse_selects_what_it_drew(session: Session) -> None:
    do(session, "select.grow")
    span = span_of(session.text, "سالم الدوري")
    session.select(Selection(span.end, span.start))
    assert session.selection == Selection(span.end, span.start)
    assert warned(session, "select.shrink").startswith("The selection didn't grow")
    assert select_words(session, "ردود") == session.selection.span
    assert isinstance(session.selection.span, Span)


def test_words_on_the_screen_go_through_paragraphs_of_both_directions_and_back(open_on) -> None:
    session = open_on("قال سالم\nBarada river news\n\nوغادر القاعة\n")
    seen = [session.selection.caret]
    words = [at(session)]
    for _ in range(6):
        do(session, "move.word_left")
        seen.append(session.selection.caret)
        words.append(at(session))
    assert words == ["قال", "سالم", "news", "river", "Barada", "وغادر", "القاعة"]
    for offset in reversed(seen[:-1]):
        do(session, "move.word_right")
        assert session.selection.caret == offset
