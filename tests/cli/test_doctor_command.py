"""``summit doctor`` printing what is known: with a terminal and without, opening nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from summit_tui.terminal.memory import remember
from summit_tui.terminal.treatment import Wish
from tests.terminals.pseudo import PseudoTerminal

ROOT = Path(__file__).parents[2]
LOOKS = ["explicit", "lrm", "off"]
PROPERTIES = {
    "terminal": {"type": "string", "minLength": 1},
    "version": {"type": "string"},
    "multiplexer": {"enum": ["tmux", "screen", None]},
    **{
        name: {"type": "boolean"} for name in ("ssh", "browser", "asked", "answered", "explicit_mode", "utf8")
    },
    "look": {"enum": LOOKS},
    "chosen_by": {"enum": ["option", "setting", "pick", "detection"]},
    "kept": {"enum": [*LOOKS, None]},
    "advice": {"type": ["string", "null"]},
    "locale": {"type": "string", "minLength": 1},
    "colours": {"enum": [2, 16, 256, 1 << 24]},
    "copying": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    "tiers": {
        "type": "array",
        "minItems": 3,
        "maxItems": 3,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "tier": {"enum": ["A", "B", "C"]},
                "used": {"type": "boolean"},
                "missing": {"type": ["string", "null"]},
            },
            "required": ["tier", "used", "missing"],
        },
    },
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": PROPERTIES,
    "required": list(PROPERTIES),
}
VTE = {b"\x1b[8$p": b"\x1b[8;2$y", b"\x1b[>c": b"\x1b[>65;8000;1c", b"\x1b[c": b"\x1b[?62;22c"}


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_what_is_known_is_printed_as_json(summit, tmp_path: Path, shape: str):
    done = summit("doctor", "--format", shape, VTE_VERSION="7006", SSH_CONNECTION="10.0.0.2 1 10.0.0.1 22")
    assert (done.status, done.lines) == (0, [])
    document = json.loads(done.output)
    jsonschema.validate(document, SCHEMA)
    assert document["asked"] is False
    assert document["answered"] is False
    assert document["ssh"] is True
    assert document["chosen_by"] == "detection"
    assert (len(done.output.splitlines()) == 1) == (shape == "jsonl")
    assert not list(tmp_path.glob("**/.summit"))
    assert not (tmp_path / "home").exists()


def test_the_option_is_named_as_what_chose(summit):
    document = json.loads(summit("doctor", "--format", "json", "--terminal-bidi", "lrm").output)
    assert (document["look"], document["chosen_by"]) == ("lrm", "option")


def test_what_was_kept_is_named(summit, tmp_path: Path):
    remember(tmp_path / "home" / "state" / "terminals.json", "unknown", Wish.LRM)
    document = json.loads(summit("doctor", "--format", "json").output)
    assert (document["look"], document["chosen_by"], document["kept"]) == ("lrm", "pick", "lrm")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_is_what_comes_without_a_terminal(summit, language: str):
    done = summit("doctor", "--lang", language)
    assert (done.status, done.lines) == (0, [])
    assert len(done.output.decode().splitlines()) > 7
    assert ("not asked: there is no terminal here" in done.output.decode()) == (language == "en")


@pytest.mark.parametrize("content", ["terminal_bidi = 5", "language = [", "\0"])
def test_it_works_where_the_settings_do_not(summit, tmp_path: Path, content: str):
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(content, "utf-8")
    done = summit("doctor", "--format", "json")
    assert done.status == 0
    jsonschema.validate(json.loads(done.output), SCHEMA)
    (line,) = done.lines
    assert "settings.toml" in line


def test_it_works_beside_a_damaged_project(summit, project: Path):
    (project / ".summit" / "project.json").write_text("{", "utf-8")
    done = summit("doctor", "--format", "json")
    assert (done.status, done.lines) == (0, [])


@pytest.mark.parametrize(
    "arguments", [["--format", "xml"], ["--terminal-bidi", "never"], ["here"], ["--lang", "fr"]], ids=" ".join
)
def test_wrong_usage_is_one_line_and_status_2(summit, arguments: list[str]):
    done = summit("doctor", *arguments)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)


@pytest.mark.parametrize("piped", [False, True])
def test_the_terminal_is_asked_also_where_the_output_goes_elsewhere(tmp_path: Path, piped: bool):
    file = tmp_path / "found.json"
    doctor = [sys.executable, "-m", "summit_tui", "doctor", "--format", "json"]
    command = ["/bin/sh", "-c", '"$@" > "$0"', str(file), *doctor] if piped else doctor
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with PseudoTerminal(command, environment=environment, answers=VTE) as running:
        if not piped:
            running.read_until(b"}")
        assert running.drain_until_end(10) == 0
        written = running.written.decode()
    document = json.loads(file.read_text("utf-8") if piped else written[written.index("{") :])
    jsonschema.validate(document, SCHEMA)
    assert document["asked"] is document["answered"] is document["explicit_mode"] is True
    assert (document["terminal"], document["look"]) == ("vte", "explicit")
    assert "\x1b[8l" not in written
