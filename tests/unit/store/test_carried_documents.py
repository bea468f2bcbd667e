"""What is kept of a quote whose place in a new text is to be looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from summit_tui.model import Carried, Change, Cue, Edit, Project, Quote, QuoteType, Span
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.documents import READERS, edit_document, entity_document, read_edit

QUOTE = Quote("q-1", "a-1", QuoteType.DIRECT, (Span(4, 9), Span(12, 20)), Cue(Span(0, 3), "قال"), note="تحقّق")
CARRIED = Carried("q-1", "0" * 64, QUOTE, 0.75, 30)


def _document(**fields: object) -> dict[str, Any]:
    table, document = entity_document(CARRIED)
    assert table == "carried"
    return {**json.loads(json.dumps(document)), **fields}


@pytest.mark.parametrize("certainty", [0.0, 0.5, 0.99])
def test_it_comes_back_as_it_was(certainty: float) -> None:
    carried = replace(CARRIED, certainty=certainty)
    _, document = entity_document(carried)
    assert READERS["carried"](Fields(json.loads(json.dumps(document)))) == carried


def test_an_edit_that_makes_it_comes_back_as_it_was() -> None:
    edit = Edit("e-1", "user", "2026-11-24T15:00:00Z", "revision.make", (Change(None, CARRIED),))
    assert read_edit(Fields(json.loads(json.dumps(edit_document(edit))))) == edit


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "q-2"),
        ("certainty", 1),
        ("certainty", None),
        ("certainty", -0.5),
        ("at", -1),
        ("at", None),
        ("sha256", "0"),
        ("quote", None),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: object) -> None:
    with pytest.raises(UnusableDocumentError):
        READERS["carried"](Fields(_document(**{field: value})))


def test_a_project_lists_it_by_article_in_text_order() -> None:
    later = Carried("q-2", "0" * 64, replace(QUOTE, id="q-2"), 0.0, 10)
    other = Carried("q-3", "0" * 64, replace(QUOTE, id="q-3", article="a-2"), 0.0, 0)
    project = Project.of([CARRIED, later, other])
    assert project.carried_in("a-1") == [later, CARRIED]
    assert set(project.entities()) == {CARRIED, later, other}
    project.apply([Change(CARRIED, None)])
    assert project.carried_in("a-1") == [later]
