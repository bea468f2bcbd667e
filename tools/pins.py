"""Writes ``pins.txt`` and ``light.txt``: every package at its newest version within the bounds.

``pins.txt`` pins what ``make`` installs, tools too; ``light.txt`` is the part that running needs, for an
installation without a checkout. Neither holds an address: where packages come from is the affair of whoever
installs them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_GROUPS = ("setup", "build", "test", "lint")
_EXTRAS = ("serve", "neural")
_PIN = re.compile(r"[a-z0-9-]+==[0-9][0-9A-Za-z.+!]*( ; .+)?")
_PINS_HEADER = "# Written by `make pins`. What setup installs, on every Python and platform that is allowed."
_LIGHT_HEADER = (
    "# Written by `make pins`. What running needs, for an installation without a checkout:\n"
    "#   pip install --no-deps -r light.txt WHEEL"
)


def resolve(*options: str) -> list[str]:
    """The pins that uv finds for pyproject.toml, one ``name==version [; marker]`` each, sorted by name.

    Raises ``subprocess.CalledProcessError`` where nothing fits, and ``ValueError`` for a line that is no pin.
    """
    own = _ROOT / ".uv" / "bin" / "uv"
    uv = shutil.which("uv") or str(own)
    without_addresses = ("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate")
    command = [uv, "pip", "compile", "--universal", "--quiet", *without_addresses, *options, "pyproject.toml"]
    printed = subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    pins = printed.splitlines()
    for pin in pins:
        if not _PIN.fullmatch(pin):
            raise ValueError(f"not a pin: {pin!r}")
    return pins


def main() -> int:
    """Writes both files and returns the exit status."""
    groups = [option for group in _GROUPS for option in ("--group", group)]
    extras = [option for extra in _EXTRAS for option in ("--extra", extra)]
    pins = _ROOT / "pins.txt"
    try:
        pins.write_text("\n".join([_PINS_HEADER, *resolve(*groups, *extras)]) + "\n", encoding="utf-8")
        light = resolve("--constraints", "pins.txt")
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    (_ROOT / "light.txt").write_text("\n".join([_LIGHT_HEADER, *light]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
