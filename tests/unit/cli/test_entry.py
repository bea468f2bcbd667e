"""Every way out of ``summit``: a status of the contract, and one line."""

from __future__ import annotations

import stat

import pytest

from summit_tui.cli import entry, opening
from summit_tui.model import ExitStatus, SummitError
from tests.support.hostile import ALL, raw


@pytest.fixture
def environment(tmp_path):
    return {"SUMMIT_HOME": str(tmp_path / "home"), "LANG": "C"}


@pytest.fixture
def raising(monkeypatch):
    """``raising(error)`` makes opening a path end in ``error``."""

    def arrange(error):
        def fail(invocation, path):
            raise error

        monkeypatch.setattr(opening, "open_path", fail)

    return arrange


def test_an_interruption_is_status_130_without_a_word(raising, environment, capfd):
    raising(KeyboardInterrupt())
    assert entry.run(["a.txt"], environment) == ExitStatus.INTERRUPTED
    assert capfd.readouterr() == ("", "")


def test_a_reader_that_went_away_is_no_fault(raising, environment, capfd):
    raising(BrokenPipeError(32, "Broken pipe"))
    assert entry.run([], environment) == ExitStatus.DONE
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "status", [ExitStatus.FAULT_IN_DATA, ExitStatus.UNUSABLE_INPUT, ExitStatus.COULD_NOT]
)
def test_an_error_for_a_person_is_a_line_and_its_status(raising, environment, capfd, status):
    error = SummitError("{path} is held.\n\x1b[2J", path="x\ny")
    error.exit_status = status
    raising(error)
    assert entry.run(["a.txt"], environment) == status
    assert capfd.readouterr() == ("", "x↵y is held.↵␛[2J\n")


def test_what_nobody_foresaw_is_a_line_and_a_log(raising, environment, capfd, tmp_path):
    raising(ZeroDivisionError("by {nothing}\nat all"))
    assert entry.run(["a.txt"], environment) == ExitStatus.COULD_NOT
    output, errors = capfd.readouterr()
    log = tmp_path / "home" / "state" / "errors.log"
    assert output == ""
    assert errors.count("\n") == 1
    assert "ZeroDivisionError: by {nothing}↵at all" in errors
    assert str(log) in errors
    assert "Traceback" in log.read_text("utf-8")
    assert "['a.txt']" in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_changes_nothing_else(raising, environment, capfd, tmp_path):
    (tmp_path / "home").write_text("")
    raising(ZeroDivisionError())
    assert entry.run([], environment) == ExitStatus.COULD_NOT
    assert capfd.readouterr().err.count("\n") == 1


def test_a_log_grows_and_is_begun_anew_when_it_is_large(raising, environment, tmp_path):
    raising(ZeroDivisionError("first"))
    entry.run([], environment)
    log = tmp_path / "home" / "state" / "errors.log"
    with log.open("a") as file:
        file.write("x" * 1_000_000)
    raising(ZeroDivisionError("second"))
    entry.run([], environment)
    entry.run([], environment)
    assert "first" not in log.read_text("utf-8")
    assert log.read_text("utf-8").count("ZeroDivisionError: second") == 2
    assert "first" in log.with_suffix(".log.old").read_text("utf-8")


def test_a_message_of_megabytes_is_cut_in_its_middle(raising, environment, capfd):
    raising(SummitError("{path} is held. Nothing was changed.", path="ا" * 1_000_000))
    assert entry.run(["a.txt"], environment) == ExitStatus.COULD_NOT
    line = capfd.readouterr().err
    assert len(line) == 10_001
    assert line.startswith("اا")
    assert line.endswith("is held. Nothing was changed.\n")
    assert "…" in line


def test_what_stands_in_the_log_steers_no_terminal(raising, environment, tmp_path):
    raising(ZeroDivisionError(f"by {ALL}"))
    assert entry.run([f"a{ALL}.txt"], environment) == ExitStatus.COULD_NOT
    log = (tmp_path / "home" / "state" / "errors.log").read_bytes().decode("utf-8")
    assert "ZeroDivisionError" in log
    assert raw(log) == set()
