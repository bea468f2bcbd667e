"""What pyproject.toml bounds, pins.txt pins, and both hold no address."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PIN_FILES = ("pins.txt", "light.txt")


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def declared() -> list[Requirement]:
    data = project()
    groups = [*data["dependency-groups"].values(), *data["project"].get("optional-dependencies", {}).values()]
    lines = [*data["project"]["dependencies"], *data["build-system"]["requires"]]
    return [Requirement(line) for line in (*lines, *(line for group in groups for line in group))]


def pins(name: str) -> dict[str, Requirement]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in found}


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_every_dependency_is_bounded_and_pinned_within(requirement):
    assert any(bound.operator in {">=", "==", "~="} for bound in requirement.specifier)
    pin = pins("pins.txt")[canonicalize_name(requirement.name)]
    (exact,) = pin.specifier
    assert requirement.specifier.contains(exact.version)


@pytest.mark.parametrize("line", project()["project"]["dependencies"])
def test_every_dependency_of_the_package_is_bounded_from_above(line):
    assert any(bound.operator in {"<", "=="} for bound in Requirement(line).specifier)


@pytest.mark.parametrize("line", project()["project"]["dependencies"])
def test_every_dependency_of_the_package_is_imported(line):
    module = Requirement(line).name.replace("-", "_")
    imports = re.compile(rf"^\s*(?:from|import) {module}\b", re.MULTILINE)
    sources = (ROOT / "summit_tui").rglob("*.py")
    assert any(imports.search(path.read_text("utf-8")) for path in sources)


@pytest.mark.parametrize("name", PIN_FILES)
def test_every_pin_is_exact(name):
    for pin in pins(name).values():
        assert [bound.operator for bound in pin.specifier] == ["=="]
        assert pin.url is None


def test_light_pins_are_those_of_setup():
    every = pins("pins.txt")
    for name, pin in pins("light.txt").items():
        assert every[name].specifier == pin.specifier


def test_heavy_dependencies_come_with_the_extra_for_named_entities_only():
    heavy = {"torch", "transformers", "numpy"}
    data = project()
    extras = data["project"]["optional-dependencies"]
    assert {Requirement(line).name for line in extras.pop("neural")} == heavy
    others = [data["project"]["dependencies"], *extras.values(), *data["dependency-groups"].values()]
    (metadata,) = data["tool"]["uv"]["dependency-metadata"]
    named = {Requirement(line).name for lines in (*others, metadata["requires-dist"]) for line in lines}
    assert not heavy & named
    assert not heavy & pins("light.txt").keys()
    assert not {"pandas", "scikit-learn", "scipy"} & pins("pins.txt").keys()


def test_overrides_leave_what_pyproject_leaves():
    """The overrides for installing without a checkout take out what the metadata for setup leaves out."""
    (metadata,) = project()["tool"]["uv"]["dependency-metadata"]
    kept = {Requirement(line).name for line in metadata["requires-dist"]}
    overrides = pins("light-overrides.txt")
    never = {name for name, pin in overrides.items() if not pin.marker.evaluate()}
    assert {"torch", "transformers"} <= never
    assert not (never - {"editdistance"}) & kept


def test_nothing_committed_names_a_registry_or_a_path_of_one_machine(require_program):
    """Where packages come from, and where a checkout lies, is the affair of each machine."""
    git = require_program("git", package="git")
    # Put together here, so that this file doesn't hold what it looks for.
    hosts = (
        "pypi" + ".org",
        "files.python" + "hosted",
        "test.py" + "pi",
        "registry.npm" + "js",
        "proxy.go" + "lang",
        "crates" + ".io",
    )
    paths = ("/wo" + "rk/", "/ro" + "ot/", "/tmp/pro" + "be", "/op" + "t/", "/home/[a-z]+/", "/Users/[a-z]+/")
    pattern = "|".join(
        [*(re.escape(host) for host in hosts), *(rf"(^|[[:space:]\"'`=(:]){path}" for path in paths)]
    )
    # A checkout may come as an archive, without a repository.
    where = [] if (ROOT / ".git").exists() else ["--no-index", "--exclude-standard"]
    listed = subprocess.run(
        [git, "grep", *where, "-nIE", pattern], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.returncode in {0, 1}, listed.stderr
    assert listed.stdout == ""
