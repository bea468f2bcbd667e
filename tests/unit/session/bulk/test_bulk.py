from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.config.assets import label_set
from summit_tui.model import (
    Change,
    Edit,
    Name,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
)
from summit_tui.session.bulk.incoming import Incoming, Refused
from summit_tui.session.bulk.suggesting import Failed, Finding, Found, suggest_in
from summit_tui.session.bulk.targets import Target
from summit_tui.session.proposed import derived_article
from summit_tui.store import ProjectStore, project_in
from tests.support.suggesters import PlainSuggester

TEXT = "سالم الدوري: «الجسر جاهز»\nمسؤول أمريكي: «تأخر العمل»\n"
TOPICS = (Topic("bridges", Name("الجسر")), Topic("work", Name("العمل")))


def target_in(folder: Path, *entities: object) -> Target:
    if entities:
        with ProjectStore.open(folder) as store:
            changes = tuple(Change(None, entity) for entity in entities)  # type: ignore[arg-type]
            store.commit(Edit("e", "user", "2026-01-02T03:04:05Z", "test", changes))
    return Target(project_in(folder), ProjectStore.open(folder, read_only=True), writes=False)


def article(text: str = TEXT, file: str = "a.txt") -> Incoming:
    return Incoming(derived_article(Source(file), text, ""), text, 0, len(text))


def suggest(folder: Path, articles, *entities: object, **more: object) -> list[Found | Failed]:
    target = target_in(folder, *entities)
    return list(suggest_in(articles, [target], [TOPICS], suggester=PlainSuggester, **more))


def finding_in(folder: Path, *entities: object, given: Incoming | None = None) -> Finding:
    (found,) = suggest(folder, [given or article()], *entities)
    assert isinstance(found, Found)
    assert found.finding is not None
    return found.finding


def names(finding: Finding) -> list[str]:
    return [speaker.name.ar for speaker in finding.speakers]


def test_a_finding_holds_what_its_quotes_name(tmp_path: Path) -> None:
    finding = finding_in(tmp_path)
    assert [quote.content[0].of(finding.text) for quote in finding.quotes] == ["الجسر جاهز", "تأخر العمل"]
    assert names(finding) == ["سالم الدوري", "مسؤول أمريكي"]
    assert finding.brought == {speaker.id for speaker in finding.speakers}
    assert [quote.topics for quote in finding.quotes] == [("bridges",), ("work",)]
    assert [tag.id for tag in finding.article.topics] == ["bridges", "work"]
    assert [topic.id for topic in finding.topics] == ["bridges", "work"]


def test_known_speakers_are_recognised_but_not_those_described_elsewhere(tmp_path: Path) -> None:
    elsewhere = derived_article(Source("b.txt"), "x", "")
    there = Quote("q", elsewhere.id, QuoteType.DIRECT, (Span(0, 1),), speakers=("official",))
    known = [Speaker("salem", Name("سالم الدوري")), Speaker("official", Name("مسؤول أمريكي"))]
    finding = finding_in(tmp_path, *known, elsewhere, there)
    assert "salem" in {speaker.id for speaker in finding.speakers}
    assert "official" not in {speaker.id for speaker in finding.speakers}
    assert len(finding.brought) == 1


def test_a_described_speaker_is_known_in_their_own_article(tmp_path: Path) -> None:
    here = article()
    quote = Quote("q", here.article.id, QuoteType.DIRECT, (Span(0, 1),), speakers=("official",))
    finding = finding_in(tmp_path, Speaker("official", Name("مسؤول أمريكي")), here.article, quote, given=here)
    assert "official" in {speaker.id for speaker in finding.speakers}


def test_what_was_decided_does_not_come_again(tmp_path: Path) -> None:
    here = article()
    first = finding_in(tmp_path)
    accepted, rejected = first.quotes
    entities = [
        here.article,
        Quote("mine", accepted.article, QuoteType.INDIRECT, accepted.content),
        Quote(rejected.id, rejected.article, QuoteType.DIRECT, (Span(0, 3),), status=Status.REJECTED),
    ]
    again = finding_in(tmp_path, *entities, given=here)
    assert (again.quotes, again.speakers, again.brought) == ((), (), frozenset())


def test_decided_topics_of_the_article_are_not_suggested_again(tmp_path: Path) -> None:
    here = article()
    tags = (TopicTag("bridges", Status.REJECTED, "sara"), TopicTag("gone", Status.SUGGESTED, "rules"))
    tagged = replace(here, article=replace(here.article, topics=tags))
    assert [tag.id for tag in finding_in(tmp_path, given=tagged).article.topics] == ["work"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_article_that_fails_is_told_and_the_others_go_on(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summit_tui.session.bulk.suggesting.WORTH_PROCESSES", 1)
    texts = [TEXT, "تعثر", "خارج\n" + TEXT, TEXT]
    articles = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    refused = Refused(ValueError("x"), 0)  # type: ignore[arg-type]
    refused.error.message, refused.error.values = "not read", {}  # type: ignore[attr-defined]
    outcomes = suggest(tmp_path, [*articles[:3], refused, *articles[3:]], jobs=jobs)
    assert [type(outcome) for outcome in outcomes] == [Found, Failed, Failed, Failed, Found]
    told = [str(outcome.message) for outcome in outcomes if isinstance(outcome, Failed)]
    assert told[0].startswith("1.txt: ")
    assert "stumbled" in told[0]
    assert told[1].startswith("2.txt: quote ")
    assert told[2] == "not read"
    assert "ValueError" in outcomes[1].trace
    assert [outcome.broken for outcome in outcomes if isinstance(outcome, Failed)] == [False, True, True]


def test_an_article_that_a_process_dies_of_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summit_tui.session.bulk.suggesting.WORTH_PROCESSES", 1)
    texts = [TEXT, "اقتل", TEXT, TEXT]
    articles = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    outcomes = suggest(tmp_path, articles, jobs=2)
    assert [type(outcome) for outcome in outcomes] == [Found, Failed, Found, Found]
    assert "1.txt: the process" in str(outcomes[1].message)
    assert "exit status 9" in str(outcomes[1].message)


def number_of_quotes(finding: Finding) -> bytes:
    return str(len(finding.quotes)).encode()


def test_what_is_to_be_printed_is_made_where_the_finding_is(tmp_path: Path) -> None:
    (found,) = suggest(tmp_path, [article()], render=number_of_quotes)
    assert isinstance(found, Found)
    assert (found.finding, found.output, found.quotes) == (None, b"2", 2)


def test_the_rules_find_topics_by_the_terms_that_come_with_the_app(tmp_path: Path) -> None:
    text = "قال جو بايدن إن الهجمات الإلكترونية الروسية على الشبكات الأمريكية يجب أن تتوقف. " * 3
    target = target_in(tmp_path)
    (found,) = suggest_in([article(text)], [target], [label_set()])
    assert isinstance(found, Found)
    assert found.finding is not None
    assert "cyber" in {tag.id for tag in found.finding.article.topics}
