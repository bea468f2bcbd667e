"""What holds for every text and every project: decoding, exporting, reading back."""

from __future__ import annotations

import json
import string

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.formats.decoding import UndecodableError, decode
from summit_tui.formats.document import article_documents, dumps, dumps_line, export_document
from summit_tui.formats.plain import one_line
from summit_tui.formats.reading import read_document
from summit_tui.formats.schema import schema
from summit_tui.model import (
    Article,
    ArticleState,
    Attribution,
    Cue,
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
    merged,
    text_sha256,
)

VALIDATOR = jsonschema.Draft202012Validator(schema())

words = st.text(
    st.one_of(
        st.sampled_from("ابولفنم \n.،؟«»\"'0٣ـَّ\u200c\u200f\u2067\u2028\x85\x1b\r👩🇸🇦"),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=40,
)
texts = words.map(lambda text: text + "قال")
ids = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=64)
times = st.none() | st.datetimes().map(lambda time: f"{time:%Y-%m-%dT%H:%M:%SZ}".zfill(20))
scores = st.none() | st.floats(0, 1)
names = st.builds(Name, words, st.none() | words)
some = st.none() | words


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def quotes(draw, article, text, speakers, topics):
    one_of_speakers = st.sampled_from(speakers) if speakers else st.nothing()
    return Quote(
        id=draw(ids),
        article=article,
        type=draw(st.sampled_from(QuoteType)),
        content=merged(draw(st.lists(spans(text), min_size=1, max_size=3))),
        cue=draw(st.none() | st.builds(Cue, spans(text), some)),
        speakers=tuple(sorted(draw(st.sets(one_of_speakers)))),
        mention=draw(st.none() | spans(text)),
        attribution=draw(st.sampled_from(Attribution)),
        addressee=draw(st.none() | one_of_speakers),
        topics=tuple(sorted(draw(st.sets(st.sampled_from(topics) if topics else st.nothing())))),
        note=draw(words),
        unsure=draw(st.booleans()),
        status=draw(st.sampled_from(Status)),
        by=draw(words),
        created=draw(times),
        updated=draw(times),
        origin=draw(st.none() | st.builds(Origin, words, words, scores)),
    )


@st.composite
def projects(draw):
    topics = draw(st.lists(st.builds(Topic, ids, names, st.booleans()), max_size=3, unique_by=by_id))
    aliases = st.sets(words, max_size=3).map(sorted).map(tuple)
    made = st.builds(Speaker, ids, names, aliases, some, some)
    speakers = draw(st.lists(made, max_size=3, unique_by=by_id))
    kept, articles, found = {}, [], []
    for article in draw(st.lists(ids, max_size=3, unique=True)):
        text = draw(texts)
        tagged = sorted(draw(st.sets(st.sampled_from([topic.id for topic in topics])))) if topics else []
        tags = [TopicTag(tag, draw(st.sampled_from(Status)), draw(words), draw(scores)) for tag in tagged]
        source = draw(st.builds(Source, words, some, some, some, some))
        state = draw(st.sampled_from(ArticleState))
        articles.append(Article(article, draw(words), source, text_sha256(text), state, tuple(tags)))
        kept[text_sha256(text)] = text
        one = quotes(article, text, [value.id for value in speakers], [value.id for value in topics])
        found.extend(draw(st.lists(one, max_size=3)))
    unique = {quote.id: quote for quote in found}
    return Project.of([*topics, *speakers, *articles, *unique.values()]), kept


def by_id(entity):
    return entity.id


@given(projects())
def test_what_is_exported_follows_the_schema_fits_the_text_and_reads_back(given_project):
    project, kept = given_project
    document = export_document(project, kept.__getitem__, "all")
    VALIDATOR.validate(document)
    for article in document["articles"]:
        for quote in article["quotes"]:
            for span in [*quote["content"], *filter(None, [quote["cue"], quote["mention"]])]:
                assert article["text"][span["start"] : span["end"]] == span["text"] != ""
    data = dumps(document)
    read = read_document(data)
    assert read.project() == project
    assert read.texts == kept
    assert dumps(export_document(read.project(), kept.__getitem__, "all")) == data


@given(projects())
def test_each_line_of_json_lines_is_a_document_that_reads_back(given_project):
    project, kept = given_project
    for document in article_documents(project, kept.__getitem__, "all"):
        line = dumps_line(document)
        assert line.decode("utf-8").splitlines() == [line.decode("utf-8").rstrip("\n")]
        assert json.loads(line) == document
        VALIDATOR.validate(document)
        (article,) = read_document(line).articles
        assert project.articles[article.id] == article


def outcome(data):
    """The decoded text, or the line that says why there is none."""
    try:
        return decode(data, "a.txt")
    except UndecodableError as error:
        return str(error)


@given(
    words.map(lambda text: "قال " + text.replace("\ufeff", "")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_decoding_takes_back_encoding_but_for_line_ends(text, encoding):
    decoded = outcome(text.encode(encoding))
    controls = sum(sign < " " or sign == "\x7f" for sign in text)
    if isinstance(decoded, str):
        assert decoded == "a.txt: not a text file"
        assert controls > 0.2 * len(text)
    else:
        assert decoded.text == text.replace("\r\n", "\n").replace("\r", "\n")
        assert decoded.said is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_one_line(data):
    decoded = outcome(data)
    if isinstance(decoded, str):
        assert one_line(decoded) == decoded
    else:
        assert decoded.text.strip()
        assert not set("\r\0") & set(decoded.text)
        decoded.text.encode("utf-8")


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.\n"), min_size=20, max_size=200), st.data())
def test_utf_8_with_a_byte_lost_is_never_read_as_another_encoding(text, data):
    whole = f"قال نعم{text}".encode()
    position = data.draw(st.integers(0, len(whole) - 1).filter(lambda index: whole[index] >= 0x80))
    decoded = outcome(whole[:position] + whole[position + 1 :])
    assert isinstance(decoded, str)
    assert "not valid UTF-8 at byte" in decoded


@given(st.text())
def test_what_is_printed_on_a_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
