"""Where there is a terminal the app is opened, with the session that the options ask for."""

from __future__ import annotations

import sys
import types

import pytest

from summit_tui.cli import entry, opening


@pytest.fixture
def app(monkeypatch):
    """Stands for the app: takes down what it is run with, and returns 0."""
    runs = []

    def run(session, catalogue, settings, started, questions, said, log_fault):
        runs.append((session, catalogue, settings))
        assert not session.store.exists
        log = log_fault(RuntimeError("a bad day"))
        assert "RuntimeError: a bad day" in log.read_text("utf-8")
        return 0

    monkeypatch.setattr(opening, "is_interactive", lambda: True)
    monkeypatch.setitem(sys.modules, "summit_tui.tui.app", types.SimpleNamespace(run=run))
    return runs


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("قال مازن: «نعم».".encode("cp1256"))
    return path


def environment(tmp_path):
    return {"SUMMIT_HOME": str(tmp_path / "home"), "LANG": "C"}


def test_the_app_is_given_the_session_and_tells_what_there_is_to_tell(app, article, tmp_path, capfd):
    arguments = ["--as", "ليلى", "--lang", "ar", str(article), "--read-only"]
    assert entry.run(arguments, environment(tmp_path)) == 0
    ((session, catalogue, settings),) = app
    assert session.text == "قال مازن: «نعم»."
    assert session.author.name == "ليلى"
    assert session.read_only
    assert catalogue.language == "ar"
    assert settings.author == "user"
    assert any("windows-1256" in message.key for message in session.warnings)
    assert capfd.readouterr() == ("", "")


def test_a_setting_signs_where_no_option_does(app, article, tmp_path):
    file = tmp_path / "home" / "config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('author = "مازن"\nnone = 1\n', "utf-8")
    assert entry.run([str(article)], environment(tmp_path)) == 0
    session = app[0][0]
    assert session.author.name == "مازن"
    assert not session.read_only
    assert any("settings.toml" in str(dict(message.values)) for message in session.warnings)


def test_the_status_of_the_app_is_that_of_the_command(monkeypatch, app, article, tmp_path):
    monkeypatch.setitem(sys.modules, "summit_tui.tui.app", types.SimpleNamespace(run=lambda *_: 3))
    assert entry.run([str(article)], environment(tmp_path)) == 3


def test_the_project_is_the_one_that_is_named(app, article, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    assert entry.run([str(article), "--project", str(tmp_path / "elsewhere")], environment(tmp_path)) == 0
    assert app[0][0].store.path == tmp_path / "elsewhere" / ".summit"
