"""What ``summit serve`` starts the app with, and where it doesn't serve."""

from __future__ import annotations

import importlib.util
import logging
import socket
import sys
from pathlib import Path

import pytest

from summit_tui.cli import entry, serving
from summit_tui.cli.invocation import Invocation
from summit_tui.config import Paths, Settings
from summit_tui.i18n import load_catalogue
from summit_tui.model import ExitStatus


@pytest.fixture
def environment(tmp_path):
    return {"SUMMIT_HOME": str(tmp_path / "home"), "LANG": "C"}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("قال مازن: «نعم».", "utf-8")
    return path


@pytest.fixture
def invocation(tmp_path):
    paths = Paths.of({"SUMMIT_HOME": str(tmp_path)})
    return Invocation(load_catalogue("ar"), paths, Settings())


def words_after_the_program(invocation, path):
    words = serving.app_arguments(invocation, path)
    assert words[:4] == [sys.executable, "-P", "-m", "summit_tui"]
    return words[4:]


def test_the_app_is_started_in_the_language_that_was_told(invocation):
    assert words_after_the_program(invocation, None) == ["--lang=ar"]


def test_every_option_and_the_path_are_a_word_each(invocation, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    invocation.author = "-ليلى $(x); 'y'"
    invocation.project = Path("-p q")
    invocation.read_only = True
    assert words_after_the_program(invocation, Path("export")) == [
        "--lang=ar",
        "--as=-ليلى $(x); 'y'",
        "--project=-p q",
        "--read-only",
        str(tmp_path / "export"),
    ]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org", "", "127.0.0.1.example.org"])
def test_only_this_machines_own_addresses_are_listened_on(article, environment, host, capfd):
    assert entry.run(["serve", str(article), "--host", host], environment) == ExitStatus.UNUSABLE_INPUT
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.count("\n") == 1
    assert "ssh -L 8000:127.0.0.1:8000" in errors


def test_without_the_extra_a_line_says_how_to_install_it(article, environment, monkeypatch, capfd):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "textual_serve" else find(name, *more),
    )
    assert entry.run(["serve", str(article)], environment) == ExitStatus.COULD_NOT
    errors = capfd.readouterr().err
    assert errors.count("\n") == 1
    assert "summit-tui[serve]" in errors
    assert "scripts/setup serve" in errors


def test_a_port_of_its_own_is_taken_where_the_usual_one_is_not_free(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(serving, "USUAL_PORT", other.getsockname()[1])
        with serving.listener_on("localhost", None) as listener:
            assert listener.getsockname()[0] == "127.0.0.1"
            assert listener.getsockname()[1] not in {0, serving.USUAL_PORT}
    with serving.listener_on("127.0.0.1", None) as listener:
        assert listener.getsockname()[1] == serving.USUAL_PORT


def test_a_fault_of_the_server_is_a_line_and_a_log(invocation, capfd):
    record = logging.LogRecord("aiohttp", logging.ERROR, "", 0, "Error handling request", (), None)
    log = serving.FaultLog(invocation)
    log.handle(record)
    assert capfd.readouterr().err == ""
    try:
        raise ZeroDivisionError("by nothing")
    except ZeroDivisionError:
        record.exc_info = sys.exc_info()
    log.handle(record)
    errors = capfd.readouterr().err
    assert errors.count("\n") == 1
    assert "ZeroDivisionError" in errors
    assert "Traceback" in (invocation.paths.state / "errors.log").read_text("utf-8")
