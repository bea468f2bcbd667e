"""The package by itself: what it imports, and that the program in its documentation works."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import summit_tui.bidi

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "bidi.md").read_text("utf-8")
MODULES = sorted((ROOT / "summit_tui" / "bidi").glob("*.py"))


def imported(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("module", [pytest.param(path, id=path.stem) for path in MODULES])
def test_nothing_but_the_standard_library_is_imported(module: Path) -> None:
    others = {name for name in imported(module) if not (name + ".").startswith("summit_tui.bidi.")}
    assert {name.split(".")[0] for name in others} <= sys.stdlib_module_names


def test_importing_it_loads_nothing_else_of_ours() -> None:
    code = (
        "import sys, summit_tui.bidi; print(*(one for one in sys.modules if one.startswith('summit_tui.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert [name for name in loaded.split() if not (name + ".").startswith("summit_tui.bidi.")] == []


def test_the_packages_own_examples() -> None:
    assert doctest.testmod(summit_tui.bidi) == doctest.TestResults(failed=0, attempted=2)


def test_the_page_names_everything_that_the_package_gives() -> None:
    names = [name for name in summit_tui.bidi.__all__ if name not in {"Direction", "Glyph", "Run"}]
    members = [name for name in vars(summit_tui.bidi.Line) if not name.startswith("_")]
    missing = [name for name in [*names, *members, *summit_tui.bidi.Run._fields] if name not in PAGE]
    assert missing == []


@pytest.fixture
def program() -> ModuleType:
    """The program of the page, executed as a module."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    module = ModuleType("page")
    exec(compile(code, "docs/bidi.md", "exec"), vars(module))
    return module


async def test_the_program_of_the_page_shows_its_text_and_moves_its_caret(program: ModuleType) -> None:
    app = program.ReaderApp()
    async with app.run_test(size=(30, 6)) as pilot:
        reader = app.query_one(program.Reader)
        lines = reader.lines()
        assert len(lines) > 2
        shown = ["".join(segment.text for segment in reader.render_line(row)) for row in range(len(lines))]
        assert shown == ["".join(line.row()) for line in lines]
        assert shown[0].endswith("John Carver \ufedd\ufe8e\ufed7")
        assert reader.render_line(5).text.strip() == ""
        reader.focus()
        walked = [reader.caret]
        for _ in range(sum(len(line.stops) for line in lines) + 3):
            reader.action_step(1)
            walked.append(reader.caret)
        assert walked[-1] == walked[-2] == len(program.TEXT)
        assert sorted(set(walked)) == sorted(
            {len(program.TEXT), *(stop for line in lines for stop in line.stops)}
        )
        marked = [
            place for place, segment in enumerate(reader.render_line(len(lines) - 1)) if segment.style.reverse
        ]
        assert marked == [lines[-1].caret_column(len(program.TEXT))]
        await pilot.press("right", "right", "left")
        assert reader.caret == len(program.TEXT) - 1
        await pilot.click(reader, offset=(29, 0))
        assert reader.caret == 0
        await pilot.click(reader, offset=(0, len(lines) - 1))
        assert reader.caret == len(program.TEXT)
