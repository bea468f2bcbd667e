from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from summit_tui.formats.schema import schema
from summit_tui.model import Change, Origin, Quote, QuoteType, Span, Status
from summit_tui.session import Session, exported, open_session, proposed_path
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import (
    assert_spans_are_text,
    do,
    document,
    files_in,
    make_quote,
    span_of,
    warned,
)
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import save_suggestions


@pytest.fixture
def annotated(session: Session) -> Session:
    make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "quote.speaker", [SpeakerChoice(None, "سالم الدوري", 1.0)])
    make_quote(session, "الأرقام مبالغ فيها")
    make_quote(session, "أن 12.5% من البضائع تمر عبر NATO Road كل عام")
    return session


def test_an_untouched_project_is_a_document_of_nothing(session: Session) -> None:
    empty = document(session)
    jsonschema.Draft202012Validator(schema()).validate(empty)
    assert (empty["articles"], empty["speakers"], empty["topics"]) == ([], [], [])


def test_the_document_fits_the_schema_and_every_span_its_text(annotated: Session) -> None:
    whole = document(annotated)
    jsonschema.Draft202012Validator(schema()).validate(whole)
    assert assert_spans_are_text(whole) >= 5
    assert whole["articles"][0]["text"] == annotated.text


def test_two_exports_are_the_same_bytes(annotated: Session, tmp_path: Path) -> None:
    first = exported(annotated)
    assert exported(annotated) == first
    annotated.close()
    again = open_session(tmp_path / "article.txt", paths=paths_in(tmp_path), author=fixed_author(2))
    assert exported(again) == first
    again.close()


def test_only_what_is_accepted_is_written_unless_asked(annotated: Session) -> None:
    text = annotated.text
    suggestion = Quote(
        "suggested",
        annotated.article.id,
        QuoteType.INDIRECT,
        (span_of(text, "إن الميناء سيستقبل 40 سفينة في الشهر"),),
        status=Status.SUGGESTED,
        by="rules",
        origin=Origin("rule", "inna", 0.5),
    )
    save_suggestions(annotated, [suggestion], [])
    assert len(document(annotated, "accepted")["articles"][0]["quotes"]) == 3
    assert len(document(annotated, "all")["articles"][0]["quotes"]) == 4


def test_export_writes_the_document_and_says_where(annotated: Session, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    message = annotated.run("article.export", path)
    assert dict(message.values) == {"path": str(path)}
    assert path.read_bytes() == exported(annotated)


def test_export_overwrites_only_when_told_to(annotated: Session, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    assert annotated.run("article.export", path).warning
    assert path.read_text() == "mine"
    do(annotated, "article.export", path, overwrite=True)
    assert json.loads(path.read_text("utf-8"))["format"] == "summit-annotations"


def test_export_into_a_folder_that_is_not_there_is_told(annotated: Session, tmp_path: Path) -> None:
    before = files_in(tmp_path)
    assert annotated.run("article.export", tmp_path / "none" / "out.json").warning
    assert files_in(tmp_path) == before


def test_the_home_folder_may_be_written_short(
    annotated: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    do(annotated, "article.export", Path("~/short.json"))
    assert (tmp_path / "short.json").is_file()


def test_the_proposed_path_is_beside_the_articles(session: Session, tmp_path: Path) -> None:
    assert proposed_path(session) == tmp_path / "article.json"


@pytest.mark.parametrize(
    "file", ["../../x.txt", "/etc/passwd", "..", "a/../../b.txt", "", "a\x1b[2J\u202e.txt", "x" * 3000]
)
def test_no_name_of_a_file_leads_the_proposed_path_out(session: Session, tmp_path: Path, file: str) -> None:
    make_quote(session, "الأرقام مبالغ فيها")
    article = session.article
    session.change("test", [Change(article, replace(article, source=replace(article.source, file=file)))])
    assert proposed_path(session).parent == tmp_path
    assert proposed_path(session).resolve().parent == tmp_path.resolve()


def test_the_proposed_path_of_the_article_that_comes_with_the_app_is_in_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = open_session(None, paths=paths_in(tmp_path / "home"))
    assert proposed_path(session) == tmp_path / "summit-2021.json"
    session.close()


def test_nothing_wrong_is_ever_exported(annotated: Session, tmp_path: Path) -> None:
    quote = annotated.quotes[0]
    beyond = Span(quote.start, len(annotated.text) + 5)
    annotated.change("script", [annotated.revise(quote, content=(beyond,))])
    path = tmp_path / "out.json"
    warned(annotated, "article.export", path)
    assert not path.exists()


INTERRUPTED = "قال المدرب: «سنفوز» — وابتسم للحاضرين — «بإذن الله» ثم خرج.\n"


@pytest.mark.parametrize("restart", [False, True])
def test_an_interrupted_quote_has_its_fragments_in_the_text_order(
    open_on, tmp_path: Path, restart: bool
) -> None:
    session = open_on(INTERRUPTED)
    quote = make_quote(session, "سنفوز")
    fragments = (quote.content[0], span_of(INTERRUPTED, "بإذن الله"))
    session.change("script", [session.revise(quote, content=fragments)])
    if restart:
        session.close()
        session = open_session(
            tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
        )
    assert session.quotes[0].content == fragments
    (written,) = document(session)["articles"][0]["quotes"]
    assert [span["text"] for span in written["content"]] == ["سنفوز", "بإذن الله"]
    assert_spans_are_text(document(session))
    session.close()


@pytest.mark.parametrize("path", ["", "  ", "~nobody-of-that-name/x.json", "a\0b.json"])
def test_what_can_be_no_files_place_is_refused(annotated: Session, path: str) -> None:
    assert "Nothing was written" in warned(annotated, "article.export", path)


def test_an_article_of_the_project_is_never_replaced(annotated: Session) -> None:
    article = annotated.place.path_of(annotated.article.source.file)
    before = article.read_bytes()
    assert "is an article" in warned(annotated, "article.export", article, overwrite=True)
    assert article.read_bytes() == before
