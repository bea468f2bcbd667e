"""The terms of topics in a project's documents."""

from __future__ import annotations

import pytest

from summit_tui.model import Name, Topic
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.documents import read_topic, topic_document


@pytest.mark.parametrize("terms", [None, (), ("السدود", "?ماء", "-سد الفراغ")])
def test_terms_come_back_as_they_were(terms: tuple[str, ...] | None) -> None:
    topic = Topic("water", Name("المياه", "Water"), terms=terms)
    assert read_topic(Fields(topic_document(topic))) == topic


def test_a_project_of_an_older_version_has_none() -> None:
    document = {"id": "water", "name": {"ar": "المياه", "en": None}, "retired": False}
    assert read_topic(Fields(document)).terms is None


@pytest.mark.parametrize("terms", ["سد", [1], [None], {"0": "سد"}, ["\ud800"]])
def test_malformed_terms_are_refused(terms: object) -> None:
    document = {"id": "water", "name": {"ar": "المياه", "en": None}, "retired": False, "terms": terms}
    with pytest.raises(UnusableDocumentError):
        read_topic(Fields(document))
