"""Cases about offsets and what a selection becomes, driven through the session and exported."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import QuoteType, UnusableInputError
from summit_tui.session import Selection, Session, motion, open_session
from tests.support.cases import case
from tests.support.editing import (
    assert_spans_are_text,
    do,
    document,
    make_quote,
    put_caret,
    select_words,
    selected,
    span_of,
    warned,
)
from tests.support.sessions import fixed_author, paths_in


def grow_to(session: Session, words: str) -> None:
    """Grows from a caret within ``words`` until just they are selected."""
    put_caret(session, words)
    while selected(session) != words:
        do(session, "select.grow")


def pick(span: dict[str, object] | None, *fields: str) -> dict[str, object]:
    assert span is not None
    return {field: span[field] for field in fields or ("start", "end", "text")}


def only_quote(session: Session) -> dict:
    """The one quote of the export, whose spans fit the text."""
    whole = document(session, "accepted")
    assert assert_spans_are_text(whole)
    ((quote,),) = [article["quotes"] for article in whole["articles"]]
    return quote


def open_bytes(folder: Path, data: bytes, name: str) -> Session:
    file = folder / name
    file.write_bytes(data)
    return open_session(file, paths=paths_in(folder / "home"), author=fixed_author())


def test_ann_01_code_points_beyond_the_basic_plane_count_as_one(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-01")["input"], case("ann-01")["right"]
    session = open_on(given["text"])
    grow_to(session, right["content"][0]["text"])
    do(session, "quote.make")
    for field in ("cue", "mention"):
        select_words(session, right[field]["text"])
        do(session, f"quote.{field}")
    quote = only_quote(session)
    assert quote["content"] == right["content"]
    assert [quote["content"][0]["start"], quote["content"][0]["end"]] != right["not_these_utf16_values"][
        "content"
    ]
    assert pick(quote["cue"]) == right["cue"]
    assert pick(quote["mention"]) == right["mention"]
    assert quote["type"] == "direct"


def test_ann_02_line_ends_of_every_kind_count_as_one(tmp_path: Path) -> None:
    given, right = case("ann-02")["input"], case("ann-02")["right"]
    session = open_bytes(tmp_path, base64.b64decode(given["file_base64"]), given["file_name"])
    grow_to(session, right["content"][0]["text"])
    do(session, "quote.make")
    quote = only_quote(session)
    (article,) = document(session)["articles"]
    assert article["text"] == right["text"]
    assert len(article["text"]) == right["length"]
    assert article["sha256"] == right["sha256"]
    assert article["sha256"] == hashlib.sha256(article["text"].encode()).hexdigest()
    assert quote["content"] == right["content"]
    assert pick(quote["cue"]) == right["cue"]
    assert pick(quote["mention"]) == right["mention"]
    session.close()


def test_ann_04_a_selection_of_only_white_space_makes_no_quote(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-04")["input"], case("ann-04")["right"]
    session = open_on(given["text"])
    session.select(Selection(4, 7))
    assert selected(session) == right["selected"]
    assert warned(session, "quote.make") == "Nothing but spaces is selected: no quote was made."
    assert session.selection == Selection(4, 7)
    assert len(session.quotes) == right["quotes_after"]
    assert len(session.undo_stacks.done) == right["undo_steps_added"]
    assert warned(session, "edit.undo") == "There is nothing to undo."


def test_ann_05_runs_of_blanks_within_a_span_stay(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-05")["input"], case("ann-05")["right"]
    session = open_on(given["text"])
    put_caret(session, "سنبدأ")
    while not selected(session).endswith("الأحد"):
        do(session, "select.grow")
    do(session, "quote.make")
    content = only_quote(session)["content"]
    assert content == right["content"]
    assert len(content[0]["text"]) == right["span_text_length"]


def test_ann_07_punctuation_next_to_a_word_is_left_out(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-07")["input"], case("ann-07")["right"]
    session = open_on(given["text"])
    for word in (right["word_1"], right["word_2"]):
        session.select(Selection.at(word["start"] + 1))
        do(session, "select.grow")
        assert selected(session) == word["text"]
        assert session.selection == Selection(word["start"], word["end"])
    put_caret(session, "أن")
    do(session, "select.toggle")
    for _ in range(3):
        do(session, "move.next_word")
    do(session, "quote.make")
    quote = only_quote(session)
    assert quote["content"] == right["content"]
    assert quote["type"] == QuoteType.INDIRECT


def test_ann_08_a_word_that_ends_in_a_diacritic(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-08")["input"], case("ann-08")["right"]
    session = open_on(given["text"])
    word = right["word"]
    session.select(Selection.at(word["start"]))
    do(session, "move.left")
    do(session, "select.grow")
    assert session.selection == Selection(word["start"], word["end"])
    assert selected(session) == word["text"]
    do(session, "select.shrink")
    assert session.selection.empty
    session.select(Selection.at(word["start"]))
    for count in (1, 2, 3):
        do(session, "select.left")
        assert session.selection == Selection(word["start"], right[f"extend_{count}_grapheme_end"])
    assert len(selected(session)) == right["code_points"]
    assert right["graphemes"] == 3


@pytest.mark.parametrize("name", ["u8.txt", "le.txt", "be.txt"])
def test_ann_25_a_byte_order_mark_is_no_character(tmp_path: Path, name: str) -> None:
    given, right = case("ann-25")["input"], case("ann-25")["right"]["each"]
    session = open_bytes(tmp_path, base64.b64decode(given["files_base64"][name]), name)
    assert session.warnings == []
    grow_to(session, right["content"][0]["text"])
    do(session, "quote.make")
    (article,) = document(session)["articles"]
    assert (article["text"], len(article["text"])) == (right["text"], right["length"])
    assert article["sha256"] == right["sha256"]
    assert only_quote(session)["content"] == right["content"]
    session.close()


def test_ann_26_blank_lines_at_the_start_stay(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-26")["input"], case("ann-26")["right"]
    session = open_on(given["text"])
    assert (session.text, len(session.text)) == (right["text"], right["length"])
    grow_to(session, right["content"][0]["text"])
    do(session, "quote.make")
    quote = only_quote(session)
    assert quote["content"] == right["content"]
    assert pick(quote["cue"]) == right["cue"]
    start, line = session.layout.line(session.layout.row_of(5))
    assert line.glyph_of(5 - start).text == "\ufed7", "the initial form of ق"
    assert line.glyph_of(4 - start).text == "…"


def test_ann_31_a_very_long_article_stays_quick(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-31")["input"], case("ann-31")["right"]
    recipe = given["text_recipe"]
    text = recipe["sentence"] * recipe["repeated"]
    assert len(text) == given["length"]
    words = right["content"][0]["text"]
    took = {}

    def timed(step: str, run: Callable[[], object]) -> object:
        begin = time.perf_counter()
        result = run()
        took[step] = time.perf_counter() - begin
        return result

    session = timed("open", lambda: open_on(text))
    timed("end", lambda: do(session, "move.end"))
    assert session.selection.caret == len(text)
    do(session, "move.previous_sentence")
    while session.text[session.selection.caret :].find(words) != 0:
        do(session, "move.next_word")
    timed("grow", lambda: do(session, "select.grow"))
    while selected(session) != words:
        do(session, "select.grow")
    timed("quote", lambda: do(session, "quote.make"))
    quote = timed("export", lambda: only_quote(session))
    assert quote["content"] == right["content"]
    row = session.layout.row_of(session.quote.start)
    assert row > session.layout.rows - session.view.height
    start, line = session.layout.line(row)
    assert line.columns_of(session.quote.start - start, session.quote.end - start)
    assert took["open"] < 2
    assert max(took["end"], took["grow"], took["quote"]) < 1
    assert took["export"] < 2


def test_ann_38_part_of_a_number_lies_at_its_left(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-38")["input"], case("ann-38")["right"]
    session = open_on(given["text"])
    session.resize(given["width"], 24)
    span = span_of(given["text"], right["selection"]["text"])
    session.select(Selection(span.start, span.end))
    assert session.selection == Selection(right["selection"]["start"], right["selection"]["end"])
    start, line = session.layout.line(0)
    assert start == 0

    def cells(first: int, after: int) -> list[int]:
        return [cell for begin, end in line.columns_of(first, after) for cell in range(begin, end)]

    assert cells(session.selection.anchor, session.selection.caret) == right["highlighted_cells"]
    assert cells(4, 8) == right["cells_of_2021"]
    assert cells(0, 1) == [right["cell_of_ع"]]
    assert motion.at_cell(session.layout, 0, right["clicked_cell"]) == right["clicked_code_point"]


def test_ann_40_direction_marks_and_joiners_at_edges(open_on: Callable[..., Session]) -> None:
    given, right = case("ann-40")["input"], case("ann-40")["right"]
    text = given["text"]
    session = open_on(text)
    session.select(Selection(text.index("«"), text.index("»") + 1))
    do(session, "quote.make")
    quote = only_quote(session)
    assert (quote["content"], quote["type"]) == (right["content"], "direct")

    start, line = session.layout.line(0)
    for offset, character in enumerate(text):
        if character == "\u200f":
            assert line.columns_of(offset - start, offset + 1 - start) == []
    joined = line.glyph_of(right["never_a_stop"] - start)
    assert (joined.start, joined.end, joined.width) == (41, 43, 1)

    word = right["word"]
    session.select(Selection.at(word["start"]))
    stops = [session.selection.caret]
    while stops[-1] < word["end"]:
        do(session, "move.left")
        stops.append(session.selection.caret)
    assert stops == right["caret_stops_in_word"]
    assert right["never_a_stop"] not in stops
    session.select(Selection.at(word["start"] + 2))
    do(session, "select.grow")
    assert session.selection == Selection(word["start"], word["end"])
    assert selected(session) == word["text"]


def test_ann_43_damaged_utf_8_is_left_out_and_windows_1256_read(tmp_path: Path) -> None:
    given, right = case("ann-43")["input"], case("ann-43")["right"]
    folder = tmp_path / "both"
    folder.mkdir()
    for name, data in given["files_base64"].items():
        (folder / name).write_bytes(base64.b64decode(data))
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    said = [warning.key.format(**dict(warning.values)) for warning in session.warnings]
    assert len(said) == 2
    assert right["damaged.txt"]["stderr"].removeprefix("one line: ") in said[0]
    assert "windows-1256" in said[1]
    assert session.article.source.file == "old.txt"
    assert session.text == right["old.txt"]["text"]
    grow_to(session, right["old.txt"]["content"][0]["text"])
    do(session, "quote.make")
    assert only_quote(session)["content"] == right["old.txt"]["content"]
    assert len(document(session)["articles"]) == 1
    session.close()
    with pytest.raises(UnusableInputError, match=r"damaged\.txt: not valid UTF-8 at byte 446"):
        open_session(folder / "damaged.txt", paths=paths_in(tmp_path / "home"))


@pytest.mark.parametrize("name", ["ar-01", "ar-02"])
def test_what_an_article_is_encoded_in_is_no_part_of_it(tmp_path: Path, name: str) -> None:
    given, right = case(name)["input"], case(name)["right"]
    session = open_bytes(tmp_path, bytes.fromhex(given.removeprefix("hex:")), "a.txt")
    assert session.text == right["text"]
    said = [warning.key.format(**dict(warning.values)) for warning in session.warnings]
    assert bool(said) == right.get("must_be_said_to_the_person", False)
    assert all(right["encoding"] in line for line in said)
    make_quote(session, right["records"][0]["content"][2])
    start, end, words = right["records"][0]["content"]
    assert only_quote(session)["content"] == [{"start": start, "end": end, "text": words}]
    session.close()


@pytest.mark.parametrize("name", ["ar-46", "ar-47"])
def test_what_cannot_be_decoded_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    given, right = case(name)["input"], case(name)["right"]
    with pytest.raises(UnusableInputError) as caught:
        open_bytes(tmp_path, bytes.fromhex(given.removeprefix("hex:")), "a.txt")
    message = str(caught.value)
    assert message.startswith("a.txt: ")
    assert "\n" not in message
    assert right["never"] not in message
    if "bad_byte_offset" in right:
        assert f"at byte {right['bad_byte_offset']}" in message
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
