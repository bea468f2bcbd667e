"""An article and its quotes as plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summit_tui.formats.plain import visible
from summit_tui.formats.table import aligned, article_table
from summit_tui.i18n import load_catalogue
from summit_tui.model import (
    Article,
    Cue,
    Name,
    Project,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    text_sha256,
)

TEXT = "عنوان الخبر\nقال مازن: «نعم\tثم\nلا»."
ARTICLE = Article(
    "a",
    "عنوان الخبر",
    Source("sub/a.txt"),
    text_sha256(TEXT),
    topics=(TopicTag("water", Status.ACCEPTED, "user"), TopicTag("roads", Status.REJECTED, "user")),
)
QUOTE = Quote(
    "q",
    "a",
    QuoteType.DIRECT,
    (Span(23, 26), Span(27, 32)),
    cue=Cue(Span(12, 15)),
    speakers=("mazen", "layla"),
    topics=("water", "roads"),
    note="من\nالبيان",
    unsure=True,
)
PROJECT = Project.of(
    [
        Topic("water", Name("المياه", "Water")),
        Topic("roads", Name("الطرق", "Roads")),
        Speaker("mazen", Name("مازن", "Mazen")),
        Speaker("layla", Name("ليلى")),
        QUOTE,
        replace(QUOTE, id="r", status=Status.REJECTED),
        Quote("s", "a", QuoteType.MIXED, (Span(12, 20),), status=Status.SUGGESTED),
    ]
)


def test_it_shows_the_text_and_a_row_for_each_quote_not_rejected():
    lines = article_table(ARTICLE, TEXT, PROJECT, load_catalogue("en")).splitlines()
    assert lines == [
        "sub/a.txt\tnew",
        "Topics: Water",
        "",
        "عنوان الخبر",
        "قال مازن: «نعم\tثم",
        "لا».",
        "",
        "Span       \tType  \tSpeaker     \tCue\tTopics       \tUnsure\tNote     \tWords",
        "12-20      \tmixed \t-           \t-  \t-            \t-     \t-        \tقال مازن",
        "23-26 27-32\tdirect\tMazen + ليلى\tقال\tWater + Roads\tunsure\tمن↵البيان\tنعم … ثم↵لا",
    ]


def test_names_are_arabic_where_the_interface_is():
    table = article_table(ARTICLE, TEXT, PROJECT, load_catalogue("ar"))
    assert "مازن + ليلى" in table
    assert table.splitlines()[1] == "المواضيع: المياه"
    assert "\tالمياه + الطرق\tغير مؤكد\t" in table


def test_an_article_without_quotes_says_so():
    table = article_table(ARTICLE, TEXT, Project.of([]), load_catalogue("en"))
    assert table.endswith("\n\nNo quotes are annotated in this article.\n")
    assert table.startswith("sub/a.txt\tnew\nTopics: -\n\nعنوان")


def test_there_are_no_presentation_forms():
    table = article_table(ARTICLE, TEXT, PROJECT, load_catalogue("ar"))
    assert not any("\ufb50" <= character <= "\ufeff" for character in table)


def test_no_control_character_gets_out():
    text = "\x1b[31mقال\x1b]0;x\x07 \x9b2J\u202eنعم\u202c\u2067لا\u2069\x7f\u2028ثم"
    article = replace(ARTICLE, sha256=text_sha256(text), source=Source("a\n\x1b[2J.txt"))
    quote = Quote("q", "a", QuoteType.DIRECT, (Span(0, len(text)),))
    table = article_table(article, text, Project.of([quote]), load_catalogue("en"))
    assert "␛[31mقال␛]0;x␇ �2Jنعملا␡↵ثم" in table
    assert table.startswith("a↵␛[2J.txt\t")
    assert not [character for character in table if not character.isprintable() and character not in "\t\n"]


def test_direction_marks_and_joiners_of_the_text_stay():
    assert visible("أ\u200fب\u200cج\u200eد") == "أ\u200fب\u200cج\u200eد"


@pytest.mark.parametrize("cell", ["قَالَ", "a", "日本", ""])
def test_columns_are_as_wide_as_their_widest_cell(cell):
    rows = aligned([["12345", "x"], [cell, "y"]]).splitlines()
    padding = {"قَالَ": 2, "a": 4, "日本": 1, "": 5}[cell]
    assert rows == ["12345\tx", f"{cell}{' ' * padding}\ty"]
