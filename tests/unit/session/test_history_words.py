"""What happened to a quote, in words: what each edit changed, and which of them were undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.model import Change, Edit, Name, Quote, Speaker, Status
from summit_tui.session import Session
from summit_tui.session.history.exporting import chunks
from summit_tui.session.history.walking import Happening, happenings
from summit_tui.session.revising.making import prepared
from summit_tui.store.compacting import COMMAND
from tests.support.editing import do, make_quote, select_words

SPEECH = "لن نرفع الرسوم هذا العام"


def arabic(name: Name) -> str:
    return name.ar


def told_of(session: Session, quote: str | None = None) -> list[Happening]:
    return [one for one in happenings(session.store, arabic, quote) if one is not None]


def facts_of(happening: Happening) -> list[str]:
    return [str(fact) for about in happening.told for fact in about.facts]


def change(session: Session, **fields: object) -> Quote:
    quote = session.quote
    assert quote is not None
    session.change("test", [session.revise(quote, **fields)])
    return session.quote


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"note": "تحقق من\nالرقم"}, ["note: none → تحقق من الرقم"]),
        ({"unsure": True}, ["marked as unsure"]),
        ({"status": Status.REJECTED}, ["status: accepted → rejected"]),
        ({"mention": None}, []),
        ({"type": "mixed"}, []),
    ],
)
def test_each_field_is_told(session: Session, fields: dict[str, object], said: list[str]) -> None:
    quote = make_quote(session, SPEECH)
    if "type" in fields:
        fields = {"type": type(quote.type)("mixed")}
        said = ["type: direct → mixed"]
    if "mention" in fields:
        select_words(session, "سالم الدوري")
        do(session, "quote.mention")
        said = ["mention: سالم الدوري → none"]
    change(session, **fields)
    assert facts_of(told_of(session, quote.id)[0]) == said


def test_edges_cue_speaker_and_topics_are_told_by_their_words(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    topic = session.topics[0]
    speaker = Speaker("s-1", Name("سالم الدوري"))
    session.change("test", [Change(None, speaker), session.revise(quote, speakers=("s-1",))])
    change(session, topics=(topic.id,))
    change(session, content=(replace(quote.content[0], end=quote.end - 6),))
    select_words(session, "وأضاف")
    do(session, "quote.cue")
    do(session, "quote.no_cue")
    said = [facts_of(one) for one in told_of(session, quote.id)]
    assert said[0] == ["cue: وأضاف → none"]
    assert f"words: {SPEECH} → لن نرفع الرسوم هذا" in said[-4] + said[-3] + said[-2] + said[1] + said[2]
    assert [f"topics: none → {topic.name.ar}"] in said
    assert ["speaker: none → سالم الدوري"] in said
    assert said[-1][0] == f"made: {SPEECH}"


def test_edits_that_were_undone_are_told_as_such(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    change(session, note="أولى")
    change(session, note="ثانية")
    do(session, "edit.undo")
    do(session, "edit.undo")
    do(session, "edit.redo")
    happened = told_of(session, quote.id)
    assert [(one.edit.command, one.undone) for one in happened] == [
        ("edit.redo", False),
        ("edit.undo", False),
        ("edit.undo", False),
        ("test", True),
        ("test", False),
        ("quote.make", False),
    ]
    assert facts_of(happened[1]) == ["note: أولى → none"]


def test_a_deleted_quote_is_told_by_its_words_and_comes_back(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    do(session, "quote.delete")
    assert facts_of(told_of(session, quote.id)[0]) == [f"taken away: {SPEECH}"]
    do(session, "edit.undo")
    assert [str(one.title) for one in told_of(session, quote.id)] == ["Undo", "Delete", "Quote"]


def test_only_what_is_about_the_quote_is_told(session: Session) -> None:
    first = make_quote(session, SPEECH)
    second = make_quote(session, "الأرقام مبالغ فيها")
    session.change("test", [session.revise(one, note="معا") for one in (first, second)])
    assert len(told_of(session, first.id)[0].told) == 1
    whole = told_of(session)
    assert [str(about.subject) for about in whole[0].told] == [
        f"quote “{SPEECH}”",
        "quote “الأرقام مبالغ فيها”",
    ]
    assert [one.sequence for one in whole] == list(range(session.store.sequence, 0, -1))
    assert whole[-1].edit.command == "project.begin"
    assert str(facts_of(whole[-1])[-1]).startswith(("further changes", "new topic"))


def test_words_are_those_of_the_text_that_the_quote_was_in(session: Session) -> None:
    quote = make_quote(session, "الأرقام مبالغ فيها")
    change(session, note="قبل التصحيح")
    session.place.path_of("article.txt").write_text(f"تصحيح أول\n{session.text}", "utf-8")
    do(session, "revision.make", prepared(session))
    session.visit(session.find(quote.id))
    change(session, content=(replace(session.quote.content[0], end=session.quote.end - 5),))
    happened = told_of(session, quote.id)
    assert facts_of(happened[0]) == ["words: الأرقام مبالغ فيها → الأرقام مبالغ"]
    assert facts_of(happened[-1])[0] == "made: الأرقام مبالغ فيها"


def test_a_text_that_is_gone_is_told_by_offsets(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    (session.store.path / "texts" / f"{session.article.sha256}.txt").unlink()
    assert facts_of(told_of(session, quote.id)[-1])[0] == (f"made: characters {quote.start}–{quote.end}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_can_be_said_in_both_languages(session: Session, language: str) -> None:
    make_quote(session, SPEECH)
    change(session, note="ملاحظة", unsure=True, status=Status.REJECTED)
    text = load_catalogue(language).text
    for happening in told_of(session):
        for about in happening.told:
            assert all(fact.spoken(text) for fact in about.facts)


def test_json_has_all_that_was_before_and_after(session: Session) -> None:
    first = make_quote(session, SPEECH)
    second = make_quote(session, "الأرقام مبالغ فيها")
    session.change("test", [session.revise(one, note="سطر\u2028آخر\u0085") for one in (first, second)])
    lines = b"".join(chunks(session.store, "jsonl")).decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [line for whole in lines for line in whole.splitlines()] == lines
    found = [json.loads(line) for line in lines]
    assert found == json.loads(b"".join(chunks(session.store, "json")))
    assert [one["sequence"] for one in found] == list(range(1, len(found) + 1))
    assert found[-1]["changes"][0]["before"]["note"] == ""
    assert found[-1]["changes"][1]["after"]["note"] == "سطر\u2028آخر\u0085"
    own = [json.loads(line) for line in b"".join(chunks(session.store, "jsonl", first.id)).splitlines()]
    assert [one["command"] for one in own] == ["quote.make", "test"]
    assert all(change["after"]["id"] == first.id for one in own for change in one["changes"])
    assert b"".join(chunks(session.store, "json", "nobody")) == b"[]\n"


def test_shortening_is_told_and_nothing_before_it(session: Session, make_edit: Callable[[str], Edit]) -> None:
    make_quote(session, SPEECH)
    session.store.shorten_history(make_edit(COMMAND), 1)
    assert [one.edit.command for one in told_of(session)] == [COMMAND, "quote.make"]


@pytest.fixture
def make_edit(session: Session) -> Callable[[str], Edit]:
    return lambda command: Edit(session.new_id(), "user", session.now(), command, ())
