"""Help, version, schema, formats, languages, and command lines that can't be understood."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest


def test_schema_prints_the_schema(summit):
    done = summit("schema")
    assert (done.status, done.lines) == (0, [])
    printed = json.loads(done.output)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["properties"]["format"] == {"const": "summit-annotations"}


def test_formats_lists_what_export_writes(summit):
    assert [line.split("\t")[0].strip() for line in summit("formats").output.decode().splitlines()] == [
        "json",
        "jsonl",
    ]
    listed = json.loads(summit("formats", "--format", "json").output)
    assert [entry["format"] for entry in listed] == ["json", "jsonl"]
    lines = summit("formats", "--format", "jsonl").output.decode().splitlines()
    assert [json.loads(line) for line in lines] == listed


def test_help_names_commands_options_and_terminals(summit):
    done = summit("--help")
    assert (done.status, done.lines) == (0, [])
    text = " ".join(done.output.decode().split())
    for word in (
        "suggest",
        "evaluate",
        "export",
        "schema",
        "formats",
        "--lang",
        "--as",
        "--project",
        "--read-only",
        "--version",
    ):
        assert word in text
    for word in ("xterm", "tmux", "VTE", "GNOME Terminal", "Xfce Terminal", "sakura", "summit doctor helps"):
        assert word in text
    assert summit("-h").output == done.output
    assert summit("a.txt", "--help").output == done.output


@pytest.mark.parametrize(("language", "beginning"), [("en", "Exit status: "), ("ar", "حالة الخروج: ")])
def test_help_tells_what_the_exit_statuses_mean(summit, language, beginning):
    text = " ".join(summit("--help", "--lang", language).output.decode().split())
    told = text.partition(beginning)[2].partition("xterm")[0]
    assert re.findall(r"\b[0-9]\b", told) == ["0", "1", "2", "3"]


def test_help_of_a_command_names_its_options(summit):
    text = summit("export", "--help").output.decode()
    for word in ("summit export [PATH]", "--format", "--status", "--output", "--force"):
        assert word in text


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["--lang", "ar", "--help"], {}),
        (["--lang=ar", "--help"], {}),
        (["--help"], {"LANG": "ar_EG.UTF-8"}),
        (["--help"], {"LC_ALL": "ar_SA.UTF-8", "LANG": "en_GB.UTF-8"}),
        (["export", "--help", "--lang", "ar"], {}),
    ],
)
def test_help_is_arabic_where_it_is_asked_for(summit, arguments, variables):
    text = summit(*arguments, **variables).output.decode()
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    assert arabic > 100
    assert "Usage" not in text
    assert "Options" not in text
    assert "xterm" in text or "export" in arguments


def test_the_setting_comes_before_the_locale_and_the_option_before_both(summit, tmp_path):
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "ar"\n', "utf-8")
    assert "Usage" not in summit("--help").output.decode()
    assert "Usage" in summit("--help", "--lang", "en").output.decode()


def test_errors_are_in_the_language_of_the_interface(summit, work):
    (work / "a.txt").write_bytes(b"\0")
    (line,) = summit("--lang", "ar", "a.txt").lines
    assert "not a text file" not in line
    assert any("\u0600" <= letter <= "\u06ff" for letter in line)


def test_settings_that_cannot_be_used_are_told_where_there_is_work(summit, work, tmp_path):
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("language = 5\n", "utf-8")
    (work / "a.txt").write_text("قال نعم", "utf-8")
    done = summit("a.txt")
    assert done.status == 0
    assert any("settings.toml" in line for line in done.lines)
    assert summit("schema").lines == []


def test_the_version_is_printed(summit):
    done = summit("--version")
    assert done.status == 0
    assert done.output.startswith(b"summit ")


@pytest.mark.parametrize("name", ["", "  ", "a\nb"])
def test_a_name_that_nobody_can_have_signs_nothing(summit, work, name):
    (work / "a.txt").write_text("قال نعم", "utf-8")
    done = summit("--as", name, "a.txt")
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--none"],
        ["--lang", "fr", "schema"],
        ["--lang"],
        ["--project"],
        ["--read-only=yes"],
        ["schema", "more"],
        ["a.txt", "b.txt"],
        ["export", "a", "b"],
        ["export", "--format", "xml"],
        ["export", "--status"],
        ["formats", "--none"],
        ["suggest"],
        ["suggest", "--format", "xml", "a.txt"],
        ["suggest", "--jobs", "0", "a.txt"],
        ["suggest", "--jobs", "many", "a.txt"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_status_2(summit, arguments):
    done = summit(*arguments)
    assert (done.status, done.output) == (2, b"")
    (line,) = done.lines
    assert "--help" in line
