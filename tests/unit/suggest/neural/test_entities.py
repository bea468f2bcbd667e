from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.suggest.neural.entities import EntityKind, entities_in, sentence_tokens, written_words

TEXT = "قالَ الوزيرُ شيرزاد قاسملو: «الموسم جيّد». ووصلت شركة البركة إلى ميناء نواف!\nثم غادر."


def found(text: str, *labels: str) -> list[tuple[str, str]]:
    (tokens,) = sentence_tokens(text)
    padded = [*labels, *["O"] * (len(tokens) - len(labels))]
    return [(entity.span.of(text), entity.kind.name) for entity in entities_in(tokens, padded)]


def test_a_text_is_parted_into_sentences_of_tokens() -> None:
    parts = [[TEXT[token.start : token.end] for token in tokens] for tokens in sentence_tokens(TEXT)]
    assert parts == [
        ["قالَ", "الوزيرُ", "شيرزاد", "قاسملو", ":", "«", "الموسم", "جيّد", "»", "."],
        ["ووصلت", "شركة", "البركة", "إلى", "ميناء", "نواف", "!"],
        ["ثم", "غادر", "."],
    ]


def test_a_model_reads_words_as_written_but_for_what_is_no_letter() -> None:
    text = "قالَ آل\u0640\u0640 مُحمّد\u200f إنّ أُمّ"
    (tokens,) = sentence_tokens(text)
    assert written_words(text, tokens) == ["قال", "آل", "محمد", "إن", "أم"]


def test_no_sentences_in_nothing() -> None:
    assert sentence_tokens(" \n\u200f \n") == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("O", "B-PERS", "I-PERS"), [("شيرزاد قاسملو", "PERSON")]),
        (("O", "B-PER", "I-PER"), [("شيرزاد قاسملو", "PERSON")]),
        # An entity that nothing begins is one all the same.
        (("O", "I-PERS", "I-PERS"), [("شيرزاد قاسملو", "PERSON")]),
        (("O", "B-PERS", "B-PERS"), [("شيرزاد", "PERSON"), ("قاسملو", "PERSON")]),
        (("O", "B-PERS", "I-ORG"), [("شيرزاد", "PERSON"), ("قاسملو", "ORGANISATION")]),
        (("B-LOC", "O", "B-MISC"), [("قال", "PLACE"), ("قاسملو", "OTHER")]),
        (("O", "O", "B-ORG", "I-ORG", "I-ORG"), [("قاسملو «البركة", "ORGANISATION")]),
        (("O", "O", "O", "B-ORG", "I-ORG", "I-ORG"), [("البركة", "ORGANISATION")]),
        (("O", "O", "O", "B-ORG"), []),
        (("O", "B-DATE", "I-DATE", "LABEL_0", "", "B-"), []),
    ],
)
def test_labels_tell_entities(labels: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert found("قال شيرزاد قاسملو «البركة»", *labels) == expected


def test_labels_have_to_be_as_many_as_tokens() -> None:
    (tokens,) = sentence_tokens("قال شيرزاد")
    with pytest.raises(ValueError, match="shorter"):
        entities_in(tokens, ["O"])


@given(st.text(alphabet='ابتثجحـَُ ّ«»".:،\n\u200fa1_#', max_size=60), st.data())
def test_entities_are_stretches_of_the_text_in_order(text: str, data: st.DataObject) -> None:
    label = st.sampled_from(["O", *(f"{prefix}-{kind.value}" for prefix in "BI" for kind in EntityKind)])
    last = 0
    for tokens in sentence_tokens(text):
        assert len(written_words(text, tokens)) == len(tokens)
        labels = data.draw(st.lists(label, min_size=len(tokens), max_size=len(tokens)))
        for entity in entities_in(tokens, labels):
            assert last <= entity.span.start < entity.span.end <= len(text)
            assert entity.span.of(text).strip() == entity.span.of(text)
            last = entity.span.end
