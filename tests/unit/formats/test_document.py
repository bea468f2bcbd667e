"""The export document: its shape, its order, what it holds, what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from summit_tui.formats.check import MisfitError
from summit_tui.formats.document import article_documents, dumps, dumps_line, export_document
from summit_tui.formats.schema import schema
from summit_tui.model import (
    Article,
    Attribution,
    Cue,
    ExitStatus,
    Name,
    Origin,
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

TEXT = "قال مازن: «نعم». وقالت ليلى: «لا»، وقال رامي: «ربما»."
OTHER = "هطلت الأمطار أمس في وادي السلام."

QUOTES = (
    Quote("q-1", "b", QuoteType.DIRECT, (Span(11, 14),), by="user"),
    Quote("q-2", "b", QuoteType.DIRECT, (Span(30, 32),), status=Status.SUGGESTED, by="rules"),
    Quote("q-3", "b", QuoteType.DIRECT, (Span(47, 51),), status=Status.REJECTED, by="user"),
)
FULL = replace(
    QUOTES[0],
    cue=Cue(Span(0, 3), "قال"),
    speakers=("mazen", "layla"),
    mention=Span(4, 8),
    attribution=Attribution.EXPLICIT,
    addressee="layla",
    topics=("water", "roads"),
    note="سطر\nآخر",
    unsure=True,
    created="2026-01-02T03:04:05Z",
    updated="2026-01-02T03:04:06Z",
    origin=Origin("rule", "marks-after-cue", 0.93),
)


def article(name: str, text: str, file: str, *tags: TopicTag) -> Article:
    return Article(name, text.split("\n")[0], Source(file), text_sha256(text), topics=tags)


def project(*quotes: Quote) -> Project:
    return Project.of(
        [
            Topic("water", Name("المياه", "Water")),
            Topic("roads", Name("الطرق"), retired=True),
            Speaker("mazen", Name("مازن"), aliases=("م", "أبو سعد")),
            Speaker("layla", Name("ليلى", "Layla"), role="مهندسة", wikidata="Q1"),
            article(
                "b",
                TEXT,
                "x/two.txt",
                TopicTag("water", Status.ACCEPTED, "user"),
                TopicTag("roads", Status.SUGGESTED, "rules", 0.5),
            ),
            article("a", OTHER, "x/two.txt"),
            article("c", TEXT, "one.txt"),
            *quotes,
        ]
    )


TEXTS = {text_sha256(text): text for text in (TEXT, OTHER)}
text_of = TEXTS.__getitem__


def entry(document: dict, name: str) -> dict:
    return next(value for value in document["articles"] if value["id"] == name)


def test_keys_stand_in_the_order_of_the_contract():
    document = export_document(project(FULL), text_of)
    assert list(document) == ["format", "version", "offset_unit", "topics", "speakers", "articles"]
    assert list(document["topics"][0]) == ["id", "name", "retired"]
    assert list(document["speakers"][0]) == ["id", "name", "aliases", "role", "wikidata"]
    value = entry(document, "b")
    assert " ".join(value) == "id title source sha256 text state topics quotes"
    assert list(value["source"]) == ["file", "id", "outlet", "url", "date"]
    assert list(value["topics"][0]) == ["id", "status", "by", "score"]
    assert " ".join(value["quotes"][0]) == (
        "id type content cue speakers mention attribution addressee topics note unsure status by created"
        " updated origin"
    )


def test_a_quote_is_written_with_all_that_it_has():
    quote = entry(export_document(project(FULL), text_of), "b")["quotes"][0]
    assert quote == {
        "id": "q-1",
        "type": "direct",
        "content": [{"start": 11, "end": 14, "text": "نعم"}],
        "cue": {"start": 0, "end": 3, "text": "قال", "lemma": "قال"},
        "speakers": ["layla", "mazen"],
        "mention": {"start": 4, "end": 8, "text": "مازن"},
        "attribution": "explicit",
        "addressee": "layla",
        "topics": ["roads", "water"],
        "note": "سطر\nآخر",
        "unsure": True,
        "status": "accepted",
        "by": "user",
        "created": "2026-01-02T03:04:05Z",
        "updated": "2026-01-02T03:04:06Z",
        "origin": {"by": "rule", "name": "marks-after-cue", "score": 0.93},
    }


def test_what_is_not_there_is_null_not_left_out():
    quote = entry(export_document(project(QUOTES[0]), text_of), "b")["quotes"][0]
    assert [key for key, value in quote.items() if value is None] == [
        "cue",
        "mention",
        "addressee",
        "created",
        "updated",
        "origin",
    ]


def test_ann_11_all_statuses_in_text_order_or_only_what_is_accepted():
    origins = [Origin("rule", "marks", score) for score in (0.9, 0.8, 0.7)]
    made = [replace(quote, origin=origin) for quote, origin in zip(QUOTES, origins, strict=True)]
    everything = entry(export_document(project(*made), text_of, "all"), "b")
    assert [quote["status"] for quote in everything["quotes"]] == ["accepted", "suggested", "rejected"]
    assert everything["quotes"][0]["origin"] == {"by": "rule", "name": "marks", "score": 0.9}
    assert everything["quotes"][0]["by"] == "user"
    assert [tag["status"] for tag in everything["topics"]] == ["suggested", "accepted"]
    accepted = entry(export_document(project(*made), text_of), "b")
    assert [quote["id"] for quote in accepted["quotes"]] == ["q-1"]
    assert [tag["id"] for tag in accepted["topics"]] == ["water"]


def test_ann_32_order_does_not_depend_on_the_order_of_work():
    longer = Quote("p", "b", QuoteType.MIXED, (Span(11, 20),))
    backwards = reversed(list(project(longer, *QUOTES).entities()))
    forward = export_document(project(*QUOTES, longer), text_of, "all")
    backward = export_document(Project.of(backwards), text_of, "all")
    assert dumps(forward) == dumps(backward)
    assert [quote["id"] for quote in entry(forward, "b")["quotes"]] == ["q-1", "p", "q-2", "q-3"]
    assert [value["id"] for value in forward["articles"]] == ["c", "a", "b"]
    assert [value["id"] for value in forward["topics"]] == ["roads", "water"]
    assert [value["id"] for value in forward["speakers"]] == ["layla", "mazen"]
    assert forward["speakers"][1]["aliases"] == ["أبو سعد", "م"]


def test_ann_34_articles_without_quotes_are_there_with_their_state():
    document = export_document(project(), text_of)
    assert [(value["quotes"], value["state"]) for value in document["articles"]] == [([], "new")] * 3


def test_fragments_that_touch_become_one():
    quote = replace(QUOTES[0], content=(Span(11, 12), Span(12, 14), Span(17, 22)))
    content = entry(export_document(project(quote), text_of), "b")["quotes"][0]["content"]
    assert content == [{"start": 11, "end": 14, "text": "نعم"}, {"start": 17, "end": 22, "text": "وقالت"}]


@pytest.mark.parametrize(
    "change",
    [
        {"content": (Span(11, len(TEXT) + 1),)},
        {"content": (Span(11, 11),)},
        {"content": (Span(17, 22), Span(11, 14))},
        {"content": (Span(11, 18), Span(17, 22))},
        {"mention": Span(4, 99)},
        {"cue": Cue(Span(99, 103))},
        {"speakers": ("nobody",)},
        {"addressee": "nobody"},
        {"topics": ("nothing",)},
    ],
)
def test_an_annotation_that_does_not_fit_is_a_fault_in_the_data(change):
    wrong = project(replace(QUOTES[0], **change))
    with pytest.raises(MisfitError, match=r"^x/two\.txt: .*q-1") as caught:
        export_document(wrong, text_of)
    assert caught.value.exit_status is ExitStatus.FAULT_IN_DATA


def test_another_text_than_the_annotated_one_is_a_fault():
    with pytest.raises(MisfitError, match=r"^one\.txt: "):
        export_document(project(), lambda sha: TEXT + " ")


def test_an_unknown_topic_of_an_article_is_a_fault():
    entities = [value for value in project().entities() if value != Topic("water", Name("المياه", "Water"))]
    with pytest.raises(MisfitError, match="water"):
        export_document(Project.of(entities), text_of)


def test_the_schema_accepts_what_is_exported():
    validator = jsonschema.Draft202012Validator(schema())
    for quotes in ((), QUOTES, (FULL, *QUOTES[1:])):
        validator.validate(export_document(project(*quotes), text_of, "all"))
        for document in article_documents(project(*quotes), text_of, "all"):
            validator.validate(document)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "articles.0",
        "articles.2.source",
        "articles.2.quotes.0",
        "topics.0",
        "speakers.0.name",
        "articles.2.quotes.0.content.0",
        "articles.2.quotes.0.cue",
        "articles.2.topics.0",
        "articles.2.quotes.0.mention",
        "articles.2.quotes.0.origin",
    ],
)
def test_the_schema_asks_for_every_key_and_no_other(path):
    validator = jsonschema.Draft202012Validator(schema())
    whole = json.loads(dumps(export_document(project(FULL), text_of)))
    assert validator.is_valid(whole)

    def at(document):
        for step in filter(None, path.split(".")):
            document = document[int(step) if step.isdigit() else step]
        return document

    for key in list(at(whole)):
        value = at(whole).pop(key)
        assert not validator.is_valid(whole), key
        at(whole)[key] = value
    at(whole)["more"] = None
    assert not validator.is_valid(whole)


def test_a_document_for_each_article_names_what_that_article_uses():
    documents = list(article_documents(project(FULL), text_of))
    assert [[value["id"] for value in document["articles"]] for document in documents] == [
        ["c"],
        ["a"],
        ["b"],
    ]
    assert documents[0]["topics"] == documents[0]["speakers"] == []
    assert [value["id"] for value in documents[2]["topics"]] == ["roads", "water"]
    assert [value["id"] for value in documents[2]["speakers"]] == ["layla", "mazen"]
    assert documents[2]["articles"][0] == entry(export_document(project(FULL), text_of), "b")


def test_article_documents_are_made_one_at_a_time():
    asked: list[str] = []

    def counting(sha):
        asked.append(sha)
        return TEXTS[sha]

    documents = article_documents(project(), counting)
    assert asked == []
    next(documents)
    assert len(asked) == 1


def test_bytes_are_utf_8_with_a_line_end_and_without_what_trips_readers():
    quote = replace(QUOTES[0], note='أ\u2028ب\u2029ج\u0085د\x0b\r"هـ\x7f\x9b31m')
    document = export_document(project(quote), text_of)
    for data in (dumps(document), dumps_line(document)):
        assert json.loads(data) == document
        assert data.endswith(b"}\n")
        assert "مازن".encode() in data
        text = data.decode("utf-8")
        assert not any(character in text for character in "\u2028\u2029\u0085\x0b\r\x7f\x9b")
    assert dumps_line(document).count(b"\n") == 1
    assert len(dumps_line(document).decode().splitlines()) == 1
