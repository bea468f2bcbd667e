"""The package's own names, which are loaded when they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summit_tui import arabic


@pytest.mark.parametrize("name", arabic.__all__)
def test_every_name_is_found_in_its_module(name: str) -> None:
    assert getattr(arabic, name).__module__.startswith("summit_tui.arabic.")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing_of_ours'"):
        arabic.nothing_of_ours  # noqa: B018 - looking it up is what is tested


def test_importing_the_package_compiles_no_pattern() -> None:
    program = "import sys, summit_tui.arabic; print('regex' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
