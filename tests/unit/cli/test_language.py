"""Which language the interface speaks."""

from __future__ import annotations

import pytest

from summit_tui.cli.language import language_of

ARABIC, ENGLISH = {"LANG": "ar_EG.UTF-8"}, {"LANG": "en_GB.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "setting", "environment", "language"),
    [
        (["a.txt"], None, ARABIC, "ar"),
        (["a.txt"], None, ENGLISH, "en"),
        ([], None, {}, "en"),
        ([], "ar", ENGLISH, "ar"),
        (["--lang", "en"], "ar", ARABIC, "en"),
        (["--lang=en", "a.txt"], "ar", ARABIC, "en"),
        (["export", "--lang", "ar"], None, ENGLISH, "ar"),
        (["--lang", "ar", "--lang", "en"], None, ARABIC, "en"),
        (["--lang", "fr"], None, ARABIC, "ar"),
        (["--lang"], None, ARABIC, "ar"),
        (["--", "--lang=ar"], None, ENGLISH, "en"),
        (["--language=ar"], None, ENGLISH, "en"),
    ],
)
def test_the_option_comes_first_then_the_setting_then_the_locale(arguments, setting, environment, language):
    assert language_of(arguments, setting, environment) == language
