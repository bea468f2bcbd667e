"""``summit morphology``: what is printed, and every way in which installing can end."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.morphology import database_text, make_own_install, make_wheel, sha256
from tests.terminals.pseudo import PseudoTerminal

ROOT = Path(__file__).parents[2]
KEYS = ["database", "origin", "source", "sha256", "stems", "bytes", "licence", "brings"]


@pytest.fixture
def wheel(tmp_path):
    return make_wheel(tmp_path / "w.whl")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def tiny(tmp_path, wheel, home):
    """The command line that expects the tiny wheel, and the environment to run it in."""
    digests = [sha256(wheel.read_bytes()), sha256(database_text().encode())]
    command = [sys.executable, "-m", "tests.support.installing", *digests, "morphology"]
    environment = {"SUMMIT_HOME": str(home), "HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return command, environment


def run(tiny, *arguments, **variables):
    command, environment = tiny
    return subprocess.run(
        [*command, *arguments],
        env={**environment, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def tool(folder: Path, text: str) -> str:
    """A ``uv`` in ``folder``, a shell script; gives a PATH with nothing else."""
    folder.mkdir()
    path = folder / "uv"
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(folder)


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_status_without_a_database(summit, tmp_path, shape):
    done = summit("morphology", "status", "--format", shape)
    assert (done.status, done.lines) == (0, [])
    document = json.loads(done.output)
    assert list(document) == KEYS
    assert document["licence"] == "GPL-2.0-only"
    assert document["database"] is document["origin"] is document["stems"] is None
    assert (len(done.output.splitlines()) == 1) == (shape == "jsonl")
    assert not (tmp_path / "home").exists()


def test_status_as_a_table_says_how_to_get_one(summit):
    done = summit("morphology", "status")
    assert (done.status, done.lines) == (0, [])
    assert b"summit morphology install" in done.output
    assert b"GPL-2.0-only" in done.output


def test_installing_and_its_status(tiny, wheel, home):
    done = run(tiny, "install", "--yes", "--from", str(wheel))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert "GNU General Public License, version 2" in done.stderr
    assert lines[-1].startswith("Installed the morphology database: ")
    status = run(tiny, "status", "--format", "json")
    document = json.loads(status.stdout)
    assert document["origin"] == "installed"
    assert document["stems"] == 9
    assert Path(document["database"]).stat().st_size == document["bytes"]
    assert document["source"] == "camel-tools==0.4.dev5"
    assert document["sha256"] == sha256(database_text().encode())
    assert str(home) in run(tiny, "status").stdout
    again = run(tiny, "install", "--yes")
    assert (again.returncode, len(again.stderr.splitlines())) == (0, 1)
    assert "already" in again.stderr


def test_an_own_database_is_used_and_nothing_fetched(tiny, home, tmp_path):
    database = make_own_install(tmp_path / "own")
    done = run(tiny, "install", CAMELTOOLS_DATA=str(tmp_path / "own"), PATH="")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [f"Your own database {database} is used; nothing was fetched."]
    document = json.loads(
        run(tiny, "status", "--format", "json", CAMELTOOLS_DATA=str(tmp_path / "own")).stdout
    )
    assert (document["origin"], document["database"]) == ("camel_data", str(database))
    assert document["stems"] == 9


def test_an_installed_one_beside_an_own_one(tiny, wheel, tmp_path):
    make_own_install(tmp_path / "own")
    done = run(tiny, "install", "--yes", "--from", str(wheel), CAMELTOOLS_DATA=str(tmp_path / "own"))
    assert done.returncode == 0
    assert "is used before it" in done.stderr.splitlines()[-1]


def test_without_agreement_nothing_is_written(tiny, wheel, home):
    done = run(tiny, "install", "--from", str(wheel))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--yes" in done.stderr.splitlines()[-1]
    assert not home.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "could not be read"), (b"text", "is no wheel"), (b"tiny", "SHA-256")],
    ids=["missing", "no wheel", "another one"],
)
def test_wheels_that_are_refused(summit, home, tmp_path, content, words):
    path = tmp_path / "given.whl"
    if content == b"tiny":
        make_wheel(path)
    elif content is not None:
        path.write_bytes(content)
    done = summit("morphology", "install", "--yes", "--from", str(path))
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert words in done.lines[0]
    assert not home.exists()


def test_without_a_network(summit, home, tmp_path):
    path = tool(tmp_path / "bin", "echo 'error: Could not connect to the index' >&2; exit 2")
    done = summit("morphology", "install", "--yes", PATH=path)
    assert (done.status, done.output) == (3, b"")
    assert "Could not connect to the index. Nothing was written" in done.lines[-1]
    assert not (home / "data").exists()


def test_a_wheel_that_is_fetched_with_uv(tiny, wheel, tmp_path):
    path = tool(
        tmp_path / "bin",
        f'while [ "$1" != --target ]; do shift; done; cd "$2" && {sys.executable} -m zipfile -e {wheel} .',
    )
    done = run(tiny, "install", "--yes", PATH=path)
    assert done.returncode == 0, done.stderr
    assert json.loads(run(tiny, "status", "--format", "json").stdout)["stems"] == 9


def test_an_interruption_while_fetching(tiny, tmp_path, home):
    command, environment = tiny
    path = tool(tmp_path / "bin", f"echo $$ > {tmp_path}/pid; exec sleep 60")
    process = subprocess.Popen(
        [*command, "install", "--yes"],
        env={**environment, "PATH": path},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    pid = tmp_path / "pid"
    until = time.monotonic() + 30
    while not (pid.exists() and pid.read_text().strip()) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not (home / "data" / "morphology").exists()


def asked(tiny, *arguments, answers, columns=60):
    """Runs it in a terminal, typing ``answers``; gives what was shown and the status."""
    command, environment = tiny
    with PseudoTerminal([*command, *arguments], environment={**environment, "TERM": "xterm"}) as terminal:
        for prompt, answer in answers:
            terminal.read_until(prompt)
            terminal.send(answer)
        status = terminal.drain_until_end(30)
        return terminal.written.decode(), status


def test_a_person_agrees_and_sees_how_far_it_is(tiny, wheel, home):
    shown, status = asked(tiny, "install", "--from", str(wheel), answers=[(b"whole licence:", b"yes\r")])
    assert status == 0
    assert "Writing the morphology database" in shown
    assert (home / "data/morphology/calima-msa-r13.sqlite").exists()


def test_a_person_reads_the_licence_and_declines(tiny, wheel, home):
    environment = {**tiny[1], "PAGER": "cat", "PATH": os.environ["PATH"]}
    answers = [(b"whole licence:", b"read\r"), (b"END OF TERMS AND CONDITIONS", b"no\r")]
    shown, status = asked((tiny[0], environment), "install", "--from", str(wheel), answers=answers)
    assert status == 2
    assert "Nothing was written." in shown
    assert not home.exists()


@pytest.mark.parametrize("arguments", [["morphology"], ["morphology", "other"]])
def test_what_it_takes_is_told(summit, arguments):
    done = summit(*arguments)
    assert (done.status, done.output) == (2, b"")
    assert done.lines == ["summit morphology takes one of: status, install."]


def test_help_names_both(summit):
    text = summit("morphology", "--help").output.decode()
    assert "status" in text
    assert "install" in text
    assert "--from WHEEL" in summit("morphology", "install", "--help").output.decode()
