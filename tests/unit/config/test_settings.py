from __future__ import annotations

import os
from pathlib import Path

import pytest

from summit_tui.config import DEFAULT_AUTHOR, Settings, load_settings
from summit_tui.config.settings import SUGGESTION_ORDERS
from summit_tui.session.review.queue import Order


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_there_are_the_defaults(file: Path) -> None:
    assert load_settings(file) == (Settings(), ())
    assert Settings() == Settings(language=None, author=DEFAULT_AUTHOR, keys={})
    assert DEFAULT_AUTHOR == "user"
    assert not file.exists()


def test_everything_that_can_be_set(file: Path) -> None:
    file.write_text(
        """
        language = "ar"
        author = " هالة "
        suggestions = false
        learning = false
        suggestion_order = "doubtful"
        suggester = "neural"
        entity_model = "models/ner"
        [keys]
        "quote.new" = ["q", "ctrl+q", "q"]
        quote.delete = "x"
        undo = []
        """,
        encoding="utf-8",
    )
    settings, warnings = load_settings(file)
    assert warnings == ()
    assert (settings.language, settings.author) == ("ar", "هالة")
    assert (settings.suggestions, settings.suggestion_order) == (False, "doubtful")
    assert not settings.learning
    assert (settings.suggester, settings.entity_model) == ("neural", file.parent / "models" / "ner")
    assert settings.keys == {"quote.new": ("q", "ctrl+q"), "quote.delete": ("x",), "undo": ()}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('language = "fr"', "'fr' is no value for language"),
        ("language = 5", "5 is no value for language"),
        ('author = "  "', "is no value for author"),
        ('author = "a\\u001b[31m"', "is no value for author"),
        ('suggestions = "no"', "'no' is no value for suggestions"),
        ("suggestions = 0", "0 is no value for suggestions"),
        ('suggester = "best"', "'best' is no value for suggester"),
        ("entity_model = 5", "5 is no value for entity_model"),
        ('suggestion_order = "best"', "'best' is no value for suggestion_order"),
        ("keys = 5", "5 is no value for keys"),
        ("keys.undo = 5", "5 is no value for keys.undo"),
        ('keys.undo = ["u", 5]', "is no value for keys.undo"),
        ('keys.undo = ""', "is no value for keys.undo"),
        ('colour = "red"', "there is no setting colour"),
        ('"a\\u001b[31m" = 1', "there is no setting a [31m"),
    ],
)
def test_what_cannot_be_used_is_warned_of_and_the_rest_is_kept(file: Path, line: str, shown: str) -> None:
    other = 'author = "هالة"' if not line.startswith("author") else 'language = "en"'
    file.write_text(f"{other}\n{line}\n", encoding="utf-8")
    settings, warnings = load_settings(file)
    assert settings == (Settings(author="هالة") if "هالة" in other else Settings(language="en"))
    assert len(warnings) == 1
    assert shown in str(warnings[0])
    assert str(file) in str(warnings[0])
    assert str(warnings[0]).isprintable()


@pytest.mark.parametrize(
    "content", [b"language = ", b"\xff", b"a = 1\na = 2", b"x = " + b"[" * 50_000, b"\0"]
)
def test_a_malformed_file_gives_the_defaults_and_one_line(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    settings, warnings = load_settings(file)
    assert settings == Settings()
    assert len(warnings) == 1
    assert "can't be read" in str(warnings[0])
    assert str(warnings[0]).isprintable()


def test_a_folder_in_its_place_gives_the_defaults_and_one_line(file: Path) -> None:
    file.mkdir()
    assert load_settings(file)[0] == Settings()
    assert len(load_settings(file)[1]) == 1


def test_suggestions_come_in_the_orders_that_the_queue_knows() -> None:
    assert [order.value for order in Order] == list(SUGGESTION_ORDERS)
    assert Settings().suggestion_order in SUGGESTION_ORDERS


HOSTILE = {
    "a number of 20,000 digits": "author = 0x" + "f" * 20_000,
    "such a number as a key": "[keys]\nhelp = 0x" + "f" * 20_000,
    "a decimal number of 5,000 digits": "author = 1" + "0" * 5000,
    "a key of 2,000 parts": "keys." + ".".join("a" * 2000) + " = 'x'",
    "a key of 100,000 parts": ".".join("a" * 100_000) + " = 1",
    "lists nested deep": "author = " + "[" * 5000 + "]" * 5000,
    "lists nested less deep": "author = " + "[" * 200 + "]" * 200,
    "tables nested deep": "author = " + "{a=" * 5000,
    "10 MB on one line": "author = '" + "x" * 10_000_000 + "'",
    "a stranger's home": "entity_model = '~nobody-of-that-name/model'",
    "a NUL in a folder": 'entity_model = "a\\u0000b"',
    "a folder that leads out": "entity_model = '../../../../../../etc'",
    "escape sequences": '"\\u001b]52;c;aGk=\\u0007" = "\\u001b[6n"\nauthor = "\\u001b[31m"\n',
    "direction controls": 'author = "\\u202eabc"\n"\\u2067" = 1',
    "no Unicode": 'author = "\\ud800"',
    "no number": "author = nan\nlanguage = 1e999\nlearning = -inf",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_settings_give_settings_and_short_lines(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")
    settings, warnings = load_settings(file)
    assert settings.author == DEFAULT_AUTHOR
    assert settings.keys == {}
    for warning in warnings:
        assert str(warning).isprintable()
        assert len(str(warning)) < 300


def test_a_pipe_in_its_place_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    settings, (warning,) = load_settings(file)
    assert settings == Settings()
    assert "not a regular file" in str(warning)
