"""Reading export documents: the defaults of the contract, and an error with its place for the rest."""

from __future__ import annotations

import copy
import json

import pytest

from summit_tui.formats.document import dumps, export_document
from summit_tui.formats.reading import read_document
from summit_tui.model import (
    ArticleState,
    Attribution,
    Cue,
    ExitStatus,
    Name,
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
from summit_tui.model.fields import UnusableDocumentError
from tests.support.shared import shared_path

TEXT = "قال مازن: «نعم»."

SPARSE = {
    "format": "summit-annotations",
    "version": 1,
    "topics": [{"id": "water", "name": {"ar": "المياه"}}],
    "speakers": [{"id": "mazen", "name": {"ar": "مازن"}}],
    "articles": [
        {
            "id": "a",
            "text": TEXT,
            "topics": [{"id": "water", "status": "accepted"}],
            "quotes": [
                {
                    "id": "q",
                    "type": "direct",
                    "status": "accepted",
                    "content": [{"start": 11, "end": 14}],
                    "cue": {"start": 0, "end": 3, "text": "قال"},
                    "speakers": ["mazen"],
                }
            ],
        }
    ],
}


def changed(path: str, value: object) -> dict:
    document = copy.deepcopy(SPARSE)
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = document
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return document


def test_missing_keys_have_the_values_of_the_contract():
    read = read_document(SPARSE)
    assert read.topics == (Topic("water", Name("المياه"), retired=False),)
    assert read.speakers == (Speaker("mazen", Name("مازن"), (), None, None),)
    (article,) = read.articles
    assert (article.title, article.source, article.state) == ("", Source(""), ArticleState.NEW)
    assert article.sha256 == text_sha256(TEXT)
    assert article.topics == (TopicTag("water", Status.ACCEPTED, "", None),)
    assert read.texts == {article.sha256: TEXT}
    assert read.quotes == (
        Quote(
            "q",
            "a",
            QuoteType.DIRECT,
            (Span(11, 14),),
            cue=Cue(Span(0, 3), None),
            speakers=("mazen",),
            attribution=Attribution.UNKNOWN,
            by="",
        ),
    )


def test_what_was_read_exports_to_the_same_bytes():
    read = read_document(SPARSE)
    data = dumps(export_document(read.project(), read.texts.__getitem__))
    again = read_document(data)
    assert again == read
    assert dumps(export_document(again.project(), again.texts.__getitem__)) == data


def test_keys_of_others_are_passed_over_and_touching_fragments_become_one():
    content = [{"start": 11, "end": 12, "more": 1}, {"start": 12, "end": 14}]
    assert read_document(changed("articles.0.quotes.0.content", content)).quotes[0].content == (Span(11, 14),)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("format", "labels", "format"),
        ("version", 2, "version"),
        ("version", True, "version"),
        ("offset_unit", "utf16", "offset_unit"),
        ("topics", {}, "topics"),
        ("topics.0.id", "Iran", "topics[0].id"),
        ("topics.0.name", "المياه", "topics[0].name"),
        ("topics.0.name.ar", 3, "topics[0].name.ar"),
        ("topics.0.retired", "no", "topics[0].retired"),
        ("speakers.0.aliases", ["أ", None], "speakers[0].aliases[1]"),
        ("speakers.0.role", "\ud800", "speakers[0].role"),
        ("speakers", [{"id": "x"}, {"id": "x"}], "speakers"),
        ("articles.0", None, "articles[0]"),
        ("articles.0.text", None, "articles[0].text"),
        ("articles.0.sha256", "0" * 64, "articles[0].sha256"),
        ("articles.0.state", "done", "articles[0].state"),
        ("articles.0.topics.0.id", "roads", "articles[0].topics[0].id"),
        ("articles.0.topics.0.score", 1.5, "articles[0].topics[0].score"),
        ("articles.0.quotes.0.id", "x" * 65, "articles[0].quotes[0].id"),
        ("articles.0.quotes.0.type", None, "articles[0].quotes[0].type"),
        ("articles.0.quotes.0.status", "maybe", "articles[0].quotes[0].status"),
        ("articles.0.quotes.0.speakers", ["nobody"], "articles[0].quotes[0].speakers"),
        ("articles.0.quotes.0.addressee", "nobody", "articles[0].quotes[0].addressee"),
        ("articles.0.quotes.0.topics", ["roads"], "articles[0].quotes[0].topics"),
        ("articles.0.quotes.0.content", [], "articles[0].quotes[0].content"),
        ("articles.0.quotes.0.content.0.start", -1, "articles[0].quotes[0].content[0].start"),
        ("articles.0.quotes.0.content.0.start", 14, "articles[0].quotes[0].content[0]"),
        ("articles.0.quotes.0.content.0.end", 1.0, "articles[0].quotes[0].content[0].end"),
        ("articles.0.quotes.0.content.0.end", 99, "articles[0].quotes[0].content[0]"),
        ("articles.0.quotes.0.content.0.text", "لا", "articles[0].quotes[0].content[0]"),
        ("articles.0.quotes.0.cue.text", "", "articles[0].quotes[0].cue"),
        ("articles.0.quotes.0.created", "yesterday", "articles[0].quotes[0].created"),
        ("articles.0.quotes.0.origin", {"by": "rule", "score": "high"}, "articles[0].quotes[0].origin.score"),
    ],
)
def test_each_fault_is_said_in_one_line_with_its_place(path, value, place):
    with pytest.raises(UnusableDocumentError) as caught:
        read_document(changed(path, value))
    assert str(caught.value).startswith(f"{place}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status is ExitStatus.UNUSABLE_INPUT


def test_overlapping_fragments_are_refused():
    content = [{"start": 11, "end": 14}, {"start": 13, "end": 15}]
    with pytest.raises(UnusableDocumentError, match=r"quotes\[0\]\.content: "):
        read_document(changed("articles.0.quotes.0.content", content))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON: .* line 1, column 1"),
        (b"{", "not JSON: .* line 1, column 2"),
        (b"[]", "not a JSON object"),
        (b'"\xd8"', "not valid UTF-8 at byte 1"),
        (b'{"version": NaN}', "not JSON that can be read: NaN"),
        (b"[" * 100_000, "not JSON that can be read"),
    ],
)
def test_bytes_that_are_no_document_are_refused(data, message):
    with pytest.raises(UnusableDocumentError, match=message):
        read_document(data)


def test_a_byte_order_mark_before_the_document_is_dropped():
    assert read_document(b"\xef\xbb\xbf" + json.dumps(SPARSE).encode()) == read_document(SPARSE)


@pytest.mark.parametrize("folder", ["gold", "silver"])
def test_annotated_articles_are_read_and_written_back(folder):
    files = sorted(shared_path(folder).glob("*.json"))
    assert files
    for file in files:
        given = json.loads(file.read_bytes())
        read = read_document(given)
        written = export_document(read.project(), read.texts.__getitem__, "all")
        assert [_reduced(article) for article in written["articles"]] == [
            _reduced(article) for article in given["articles"]
        ]
        assert dumps(written) == dumps(_again(dumps(written)))


def _again(data: bytes) -> dict:
    read = read_document(data)
    return export_document(read.project(), read.texts.__getitem__, "all")


def _reduced(article: dict) -> tuple:
    quotes = {
        quote["id"]: (
            quote["type"],
            quote["content"],
            quote["cue"] and (quote["cue"]["start"], quote["cue"]["text"]),
            quote["mention"],
            set(quote["speakers"]),
            quote["attribution"],
            quote.get("note", ""),
        )
        for quote in article["quotes"]
    }
    return article["id"], article["text"], {tag["id"] for tag in article["topics"]}, quotes
