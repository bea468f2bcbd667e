"""``summit doctor`` without a terminal prints what is known, and opens nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_what_is_known_is_printed_as_json(summit, tmp_path: Path, shape: str):
    done = summit("doctor", "--format", shape, VTE_VERSION="7006", SSH_CONNECTION="10.0.0.2 1 10.0.0.1 22")
    assert done.status == 0
    document = json.loads(done.output)
    assert document["asked"] is False
    assert document["answered"] is False
    assert document["ssh"] is True
    assert document["chosen_by"] == "detection"
    assert not list(tmp_path.glob("**/.summit"))


def test_the_option_is_named_as_what_chose(summit):
    document = json.loads(summit("doctor", "--format", "json", "--terminal-bidi", "lrm").output)
    assert (document["look"], document["chosen_by"]) == ("lrm", "option")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_is_what_comes_without_a_terminal(summit, language: str):
    done = summit("doctor", "--lang", language)
    assert done.status == 0
    assert len(done.output.decode().splitlines()) > 7
