from __future__ import annotations

from collections.abc import Collection

import pytest

from summit_tui.model import Name, Project, Quote, QuoteType, Span, Speaker
from summit_tui.session.bulk.namesakes import (
    KnownSpeakers,
    by_personal_name,
    is_personal,
    name_key,
    speakers_for,
)


@pytest.mark.parametrize(
    "name", ["جو بايدن", "سالم الدوري", "بوتين", "علي عبدالله صالح", "هدى الناصري", "أحمد بن سالم الحربي"]
)
def test_a_persons_name_is_personal(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize(
    "name",
    [
        "مسؤول أمريكي",
        "مسؤولون",
        "وزير النقل",
        "الكرملين",
        "وزارة الخارجية الأمريكية",
        "المتظاهرون",
        "روسيا",
        "أحمد",
        "",
        " ",
    ],
)
def test_a_description_a_body_and_a_given_name_alone_are_not(name: str) -> None:
    assert not is_personal(name)


def test_spellings_of_one_name_have_the_same_key() -> None:
    assert name_key("أحمد السالم") == name_key("احمد سالم")
    assert name_key("أحمد سالم") != name_key("أحمد سليم")
    assert name_key("…") == ("…",)


def quote(name: str, article: str, *speakers: str, addressee: str | None = None) -> Quote:
    return Quote(name, article, QuoteType.DIRECT, (Span(0, 1),), speakers=speakers, addressee=addressee)


@pytest.mark.parametrize(
    ("one", "other"), [("paypal", "раураl"), ("Anna Omar", "Αnna Omar"), ("سالم", "ﺳ\u0430لم")]
)
def test_names_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_who_can_be_meant_where() -> None:
    speakers = [
        Speaker("named", Name("جو بايدن")),
        Speaker("official", Name("مسؤول أمريكي")),
        Speaker("merged", Name("وزير النقل")),
        Speaker("called", Name("الكرملين"), ("الرئاسة الروسية",)),
        Speaker("asked", Name("مراسل")),
        Speaker("nobody", Name("شاهد")),
    ]
    quotes = [
        quote("1", "a", "official", "merged"),
        quote("2", "b", "merged", addressee="asked"),
        quote("3", "b", "called"),
    ]
    known = KnownSpeakers(Project.of([*speakers, *quotes]))
    assert {speaker.id for speaker in known.everywhere} == {"named", "merged", "called"}
    assert [speaker.id for speaker in known.only_in("a")] == ["official"]
    assert [speaker.id for speaker in known.only_in("b")] == ["asked"]
    assert known.only_in("c") == ()


def test_of_two_with_the_same_personal_name_the_first_counts() -> None:
    named = by_personal_name(
        [
            Speaker("1", Name("أحمد السالم")),
            Speaker("2", Name("احمد السالم")),
            Speaker("3", Name("مسؤول")),
        ]
    )
    assert dict(named) == {name_key("أحمد السالم"): "1"}


def test_who_can_be_meant_in_one_article() -> None:
    official = [Speaker(name, Name("مسؤول أمريكي")) for name in ("here", "there", "merged", "nowhere")]
    quotes = [
        quote("1", "a", "here"),
        quote("2", "b", "there"),
        quote("3", "a", "merged"),
        quote("4", "b", "merged"),
    ]
    named = Speaker("named", Name("سالم الدوري"))
    called = Speaker("called", Name("الكرملين"), ("الرئاسة الروسية",))
    asked: list[set[str]] = []

    def naming(speakers: Collection[str]) -> list[Quote]:
        asked.append(set(speakers))
        return quotes

    found = speakers_for("a", "قال مسؤول أمريكي", [*official, named, called], naming)
    assert [speaker.id for speaker in found] == ["here", "merged", "named", "called"]
    assert asked == [{"here", "there", "merged", "nowhere"}]
    assert speakers_for("a", "قال سالم الدوري", [named, called], naming) == (named, called)
    assert len(asked) == 1
