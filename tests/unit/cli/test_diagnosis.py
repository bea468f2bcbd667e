"""What ``summit doctor`` prints of a terminal, an environment and wishes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from summit_tui.cli.diagnosis import Diagnosis, colours_in
from summit_tui.i18n import load_catalogue
from summit_tui.model import Message
from summit_tui.session.tiers.available import TierState
from summit_tui.terminal.identity import Family, Multiplexer, Terminal
from summit_tui.terminal.treatment import Wish
from summit_tui.terminal.wishes import Wishes

ENGLISH = load_catalogue("en")
VTE = Terminal(Family.VTE, "7006", explicit_mode=True, answered=True)


def diagnosis(
    terminal: Terminal = VTE,
    wishes: Wishes | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    asked: bool = True,
    programs: tuple[str, ...] = (),
) -> Diagnosis:
    return Diagnosis.of(
        terminal,
        wishes or Wishes(),
        asked=asked,
        environment=environment or {},
        platform="linux",
        is_there=lambda name: name in programs,
    )


def row(found: Diagnosis, label: str) -> str:
    (value,) = [value for name, value in found.rows(ENGLISH) if name == label]
    return value


def test_a_document_has_what_was_detected_and_chosen() -> None:
    environment = {"LANG": "ar_EG.UTF-8", "TERM": "xterm-256color", "DISPLAY": ":0"}
    found = diagnosis(environment=environment, programs=("xclip", "xsel")).document(ENGLISH)
    assert found == {
        "terminal": "vte",
        "version": "7006",
        "multiplexer": None,
        "ssh": False,
        "browser": False,
        "asked": True,
        "answered": True,
        "explicit_mode": True,
        "look": "explicit",
        "chosen_by": "detection",
        "kept": None,
        "advice": None,
        "locale": "ar_EG.UTF-8",
        "utf8": True,
        "colours": 256,
        "copying": ["OSC 52", "xclip"],
        "tiers": [],
    }


@pytest.mark.parametrize(
    ("wishes", "look", "by", "kept"),
    [
        (Wishes(), "explicit", "detection", None),
        (Wishes(pick=Wish.LRM), "lrm", "pick", "lrm"),
        (Wishes(setting=Wish.OFF, pick=Wish.LRM), "off", "setting", "lrm"),
        (Wishes(Wish.LRM, Wish.OFF, Wish.EXPLICIT), "lrm", "option", "explicit"),
        (Wishes(Wish.AUTO, Wish.OFF), "explicit", "option", None),
    ],
)
def test_who_chose_is_told(wishes: Wishes, look: str, by: str, kept: str | None) -> None:
    found = diagnosis(wishes=wishes)
    document = found.document(ENGLISH)
    assert (document["look"], document["chosen_by"], document["kept"]) == (look, by, kept)
    assert row(found, "Look").startswith(f"{look} is chosen by ")


def test_what_the_person_has_to_know_is_told() -> None:
    found = diagnosis(Terminal(Family.KITTY, "0.41.1", Multiplexer.TMUX, remote=True, answered=True))
    assert "force_ltr yes" in str(found.document(ENGLISH)["advice"])
    assert "force_ltr yes" in row(found, "Advice")
    assert row(found, "Terminal") == "kitty 0.41.1"
    assert row(found, "Inside") == "tmux"
    assert row(found, "Over ssh") == "yes"
    assert row(found, "In the browser") == "no"


@pytest.mark.parametrize(
    ("terminal", "asked", "told"),
    [
        (VTE, True, "yes; it can leave the order alone"),
        (
            Terminal(Family.XTERM, "379", answered=True),
            True,
            "yes; it knows no mode that leaves the order alone",
        ),
        (Terminal(), True, "none came"),
        (Terminal(), False, "not asked: there is no terminal here"),
    ],
)
def test_answers_are_told_honestly(terminal: Terminal, asked: bool, told: str) -> None:
    assert row(diagnosis(terminal, asked=asked), "Answers") == told


@pytest.mark.parametrize(
    ("environment", "locale", "utf8"),
    [
        ({}, "C", False),
        ({"LANG": "C.UTF-8"}, "C.UTF-8", True),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "C"}, "C", False),
        ({"LC_ALL": "en_GB.utf8", "LC_CTYPE": "C"}, "en_GB.utf8", True),
        ({"LC_ALL": "", "LANG": "sr_RS.UTF-8@latin"}, "sr_RS.UTF-8@latin", True),
        ({"LANG": "ar_EG.ISO-8859-6"}, "ar_EG.ISO-8859-6", False),
    ],
)
def test_the_locale_is_the_one_that_counts_for_letters(
    environment: dict[str, str], locale: str, utf8: bool
) -> None:
    found = diagnosis(environment=environment)
    assert (found.locale, found.utf8) == (locale, utf8)
    assert ("isn't UTF-8" in row(found, "Locale")) == (not utf8)


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "dumb"}, 2),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 1 << 24),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, 1 << 24),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 2),
    ],
)
def test_colours_are_those_that_the_app_shows(environment: dict[str, str], colours: int) -> None:
    assert colours_in(environment) == colours


def test_the_table_has_a_value_in_each_row() -> None:
    rows = list(diagnosis(Terminal()).rows(load_catalogue("ar")))
    assert len(rows) == 10
    assert all(label and value for label, value in rows)


def test_what_suggestions_rest_on_is_told_tier_by_tier() -> None:
    lacking = Message.of("{name}", name="torch")
    states = (
        TierState("A", asked_for=True),
        TierState("B", asked_for=False),
        TierState("C", asked_for=True, missing=lacking),
    )
    found = Diagnosis.of(
        VTE, Wishes(), asked=True, environment={}, platform="linux", is_there=lambda _: None, tiers=states
    )
    assert row(found, "Suggestions: rules (A)") == "used"
    assert row(found, "Suggestions: morphology (B)") == "there; the setting suggester asks for it"
    assert row(found, "Suggestions: named entities (C)") == "missing: torch"
    assert found.document(ENGLISH)["tiers"] == [
        {"tier": "A", "used": True, "missing": None},
        {"tier": "B", "used": False, "missing": None},
        {"tier": "C", "used": False, "missing": "torch"},
    ]
