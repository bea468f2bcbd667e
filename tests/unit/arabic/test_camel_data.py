"""What camel-tools is told of its data, so that importing it asks no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from summit_tui.arabic.camel.data import VARIABLE, data_folder, own_database, own_folder
from tests.support.morphology import make_own_install


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv(VARIABLE, raising=False)
    return folder


def test_nothing_is_there(home):
    assert own_folder({}) is None
    assert own_database({}) is None


def test_the_home_has_one(home):
    database = make_own_install(home / ".camel_tools")
    assert own_folder({}) == home / ".camel_tools"
    assert own_database({}) == database


def test_the_folder_that_is_named_goes_first(home, tmp_path):
    make_own_install(home / ".camel_tools")
    database = make_own_install(tmp_path / "named")
    assert own_database({VARIABLE: str(tmp_path / "named")}) == database


def test_a_named_folder_without_a_catalogue_is_passed_over(home, tmp_path):
    database = make_own_install(home / ".camel_tools")
    assert own_database({VARIABLE: str(tmp_path / "none")}) == database


@pytest.mark.parametrize("catalogue", ["", "{}", "[]", "{", '{"version": 1, "packages": {}}'])
def test_a_catalogue_that_cannot_be_read_is_none(home, catalogue):
    database = make_own_install(home / ".camel_tools")
    (home / ".camel_tools/catalogue.json").write_text(catalogue)
    assert database.exists()
    assert own_folder({}) is None


def test_an_install_without_the_database(home):
    make_own_install(home / ".camel_tools", database=False)
    assert own_folder({}) is not None
    assert own_database({}) is None


def test_the_stub_is_made_and_the_environment_is_as_it_was(home, tmp_path):
    stub = tmp_path / "app" / "camel-tools"
    with data_folder(stub):
        assert os.environ[VARIABLE] == str(stub)
        assert json.loads((stub / "catalogue.json").read_text())["components"] == {}
    assert VARIABLE not in os.environ


def test_the_persons_own_folder_is_told_and_no_stub_is_made(home, tmp_path, monkeypatch):
    make_own_install(tmp_path / "named")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    with data_folder(tmp_path / "stub"):
        assert os.environ[VARIABLE] == str(tmp_path / "named")
    assert os.environ[VARIABLE] == str(tmp_path / "named")
    assert not (tmp_path / "stub").exists()


def test_importing_asks_no_network_and_leaves_the_home_alone(home, tmp_path):
    """In a process of its own, in which whoever opens a connection is caught."""
    program = """
import socket, sys
from pathlib import Path
def refuse(*_, **__):
    raise AssertionError("it asks the network")
socket.socket.connect = socket.getaddrinfo = refuse
from summit_tui.arabic.camel.data import data_folder
with data_folder(Path(sys.argv[1])):
    import summit_tui.arabic.camel.analysis
assert "camel_tools.data" in sys.modules
assert "torch" not in sys.modules
"""
    environment = {"HOME": str(home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", program, str(tmp_path / "stub")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == []
