"""Cases about what is selected and copied of text that the screen shows in another order and other forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summit_tui.model import Span
from summit_tui.session import Selection, Session, motion
from summit_tui.session.copying import text_to_copy
from tests.support.cases import case
from tests.support.editing import document, make_quote, put_caret, select_words, selected

WIDE = 100


def hexadecimal(text: str) -> str:
    return " ".join(f"{ord(char):04X}" for char in text)


def shown_on(session: Session, row: int) -> list[str]:
    """What each cell of the content of a row holds."""
    laid = session.layout.line(row)
    assert laid is not None
    return laid[1].row()[laid[1].first_cell : laid[1].last_cell]


def drag(session: Session, first: int, last: int) -> None:
    """Selects from one cell of the first row's content to another."""
    laid = session.layout.line(0)
    assert laid is not None
    ends = (motion.span_at_cell(session.layout, 0, laid[1].first_cell + cell) for cell in (first, last))
    session.select(Selection.between(*ends))


def test_rtl_19_copying_keeps_an_override_that_the_screen_obeys(open_on: Callable[..., Session]) -> None:
    given = case("rtl-19")
    session = open_on(given["input"])
    session.resize(WIDE, 20)
    assert [hexadecimal(cell) for cell in shown_on(session, 0)] == given["right"]["cells"][0]
    session.select(Selection(0, len(session.text)))
    assert text_to_copy(session) == given["right"]["clipboard"]
    assert hexadecimal(text_to_copy(session)) == given["right"]["clipboard_hex"]


@pytest.mark.parametrize("cells", [(5, 12), (12, 5)])
def test_rtl_28_dragged_cells_are_copied_as_they_were_written(
    open_on: Callable[..., Session], cells: tuple[int, int]
) -> None:
    given, right = case("rtl-28"), case("rtl-28")["right"]
    session = open_on(given["input"])
    session.resize(WIDE, 20)
    assert [hexadecimal(cell) for cell in shown_on(session, 0)[5:13]] == right["on_screen_hex"]
    drag(session, *cells)
    assert session.selection.span == Span(*right["range"])
    assert text_to_copy(session) == right["clipboard"]
    assert hexadecimal(text_to_copy(session)) == right["clipboard_hex"]


def test_rtl_29_joiners_and_direction_marks_are_copied(open_on: Callable[..., Session]) -> None:
    given, right = case("rtl-29"), case("rtl-29")["right"]
    session = open_on(given["input"])
    session.resize(WIDE, 20)
    assert len(shown_on(session, 0)) == right["cells"]
    line = session.layout.line(0)[1]
    opening, semicolon = line.column_of(given["input"].index("«")), line.column_of(given["input"].index("؛"))
    stops = [motion.at_cell(session.layout, 0, column) for column in (opening, semicolon)]
    assert stops == right["range"]
    session.select(Selection(*stops))
    assert hexadecimal(text_to_copy(session)) == right["clipboard_hex"]
    assert len(text_to_copy(session)) == right["length"]


def test_rtl_32_pictographs_before_a_span_count_as_their_code_points(open_on: Callable[..., Session]) -> None:
    given, right = case("rtl-32"), case("rtl-32")["right"]
    session = open_on(given["input"])
    make_quote(session, right["quote_text"])
    assert text_to_copy(session) == right["quote_text"]
    article = document(session)["articles"][0]
    (content,) = article["quotes"][0]["content"]
    assert [content["start"], content["end"]] == right["code_points"]["quote"]
    assert content["text"] == right["quote_text"]
    put_caret(session, "غادر")
    session.run("select.grow")
    assert selected(session) == "غادر"
    assert [session.selection.span.start, session.selection.span.end] == right["code_points"]["last_word"]
    assert len(article["text"]) == right["code_points"]["length"]


LIGATURE = "قال أولاً نعم"
LAM = LIGATURE.index("ل", LIGATURE.index("أ"))


@pytest.mark.parametrize(("half", "letters"), [(Span(LAM, LAM + 1), "ل"), (Span(LAM + 1, LAM + 3), "اً")])
def test_half_a_ligature_is_selected_and_its_whole_cell_is_covered(
    open_on: Callable[..., Session], half: Span, letters: str
) -> None:
    session = open_on(LIGATURE)
    session.resize(WIDE, 20)
    line = session.layout.line(0)[1]
    session.select(Selection.over(half))
    assert selected(session) == text_to_copy(session) == letters
    covered = line.columns_of(half.start, half.end)
    assert covered == line.columns_of(LAM, LAM + 3)
    ((first, last),) = covered
    assert last - first == 1
    assert line.row()[first] == "\ufefb\u064b"


def test_the_caret_stands_in_a_ligatures_cell_on_either_half(open_on: Callable[..., Session]) -> None:
    session = open_on(LIGATURE)
    session.resize(WIDE, 20)
    layout = session.layout
    assert motion.left(layout, LAM) == LAM + 1
    assert motion.right(layout, LAM + 1) == LAM
    assert motion.column_of(layout, LAM) == motion.column_of(layout, LAM + 1)
    assert motion.column_of(layout, LAM + 3) == motion.column_of(layout, LAM) - 1


def test_a_selection_is_carried_into_and_out_of_a_ligature_half_by_half(
    open_on: Callable[..., Session],
) -> None:
    session = open_on(LIGATURE)
    session.resize(WIDE, 20)
    select_words(session, "أو")
    found = []
    for _ in range(2):
        session.select(
            session.selection.moved(motion.left(session.layout, session.selection.caret), extend=True)
        )
        found.append(selected(session))
    assert found == ["أول", "أولاً"]
