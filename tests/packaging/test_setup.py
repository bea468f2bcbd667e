"""``scripts/setup`` and the Makefile on machines where something is missing, played by stand-ins on PATH."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "dirname", "basename", "rm", "mkdir", "touch", "make", "awk")

OLD_PYTHON = """#!/bin/sh
case "$2" in *version_info*) exit 1 ;; *python_version*) echo 3.9.2 ;; esac
"""
PYTHON_WITHOUT_VENV = """#!/bin/sh
case "$2" in *"3, 11"*) exit 0 ;; *ensurepip*) exit 1 ;; *venv*) echo python3.12-venv ;; esac
"""
PYTHON_WITHOUT_NETWORK = """#!/bin/sh
case "$*" in
    "-m venv .uv") mkdir -p .uv/bin && cp "$0" .uv/bin/python ;;
    *"pip install"*) echo "no route to host" >&2; exit 1 ;;
esac
"""
PYTHON_WITH_INDEX = """#!/bin/sh
case "$*" in
    "-m venv .uv") mkdir -p .uv/bin && cp "$0" .uv/bin/python ;;
    *"pip install"*) cp {uv} .uv/bin/uv ;;
    *"pip config get global.index-url") echo "mirror:pip" ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>uv.log
echo "$UV_DEFAULT_INDEX" >>index.log
case "$1" in
    --version) echo "uv 0.9.0 (abc 2026-01-01)" ;;
    venv) mkdir -p .venv/bin && cp {python} .venv/bin/python ;;
    pip) exit {status} ;;
esac
"""
NEW_PYTHON = "#!/bin/sh\nexit 0\n"
OLD_UV = "#!/bin/sh\necho 'uv 0.4.9'\n"


@dataclass
class Machine:
    """A checkout in ``checkout``, and ``programs``, the only folder on PATH."""

    checkout: Path
    programs: Path

    def add(self, name: str, script: str) -> None:
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def add_uv(self, *, status: int = 0) -> None:
        self.add("uv", UV.format(python=self.programs / "python3", status=status))

    def run(self, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.programs), "LC_ALL": "C", **extra}
        return subprocess.run(command, cwd=self.checkout, env=environment, capture_output=True, text=True)

    def uv_calls(self) -> list[str]:
        log = self.checkout / "uv.log"
        return [line for line in log.read_text().splitlines() if "--version" not in line]


@pytest.fixture
def machine(tmp_path: Path, require_program) -> Machine:
    require_program("make", package="make")
    checkout, programs = tmp_path / "checkout", tmp_path / "bin"
    programs.mkdir()
    (checkout / "scripts").mkdir(parents=True)
    for name in ("scripts/setup", "pins.txt", "pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, checkout / name)
    for name in (*TOOLS, "cp"):
        (programs / name).symlink_to(shutil.which(name))
    made = Machine(checkout, programs)
    made.add("git", NEW_PYTHON)
    return made


def test_missing_python_is_named_with_its_package(machine):
    done = machine.run("scripts/setup")
    assert done.returncode == 2
    assert done.stderr.startswith("setup: python3 is missing.")
    assert "apt install python3 python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_old_python_is_named_with_what_to_do(machine):
    machine.add("python3", OLD_PYTHON)
    done = machine.run("scripts/setup")
    assert done.returncode == 2
    assert done.stderr.startswith("setup: Python 3.9.2 is too old: 3.11 or newer is needed.")
    assert done.stderr.count("\n") == 1


def test_python_asked_for_by_name_has_to_be_new_enough(machine):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    done = machine.run("make", "setup", "PYTHON=python2")
    assert "PYTHON=python2 isn't a Python 3.11 or newer." in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("name", "package"), [("python3", "python3-venv"), ("python3.12", "python3.12-venv")]
)
def test_missing_venv_is_named_with_its_package(machine, name, package):
    machine.add("python3", OLD_PYTHON)
    machine.add(name, PYTHON_WITHOUT_VENV)
    done = machine.run("scripts/setup")
    assert done.returncode == 2
    assert done.stderr.endswith(f"apt install {package}\n")
    assert done.stderr.count("\n") == 1


def test_failed_download_of_uv_is_said_and_leaves_nothing(machine):
    machine.add("python3", PYTHON_WITHOUT_NETWORK)
    machine.add("uv", OLD_UV)
    done = machine.run("scripts/setup")
    assert done.returncode == 3
    assert "couldn't bring uv" in done.stderr
    assert not (machine.checkout / ".uv").exists()


@pytest.mark.parametrize(
    ("settings", "index"),
    [
        ({}, "mirror:pip"),
        ({"PIP_INDEX_URL": "mirror:environment"}, "mirror:environment"),
        ({"UV_DEFAULT_INDEX": "mirror:uv", "PIP_INDEX_URL": "mirror:environment"}, "mirror:uv"),
    ],
)
def test_own_uv_takes_the_index_of_pip(machine, tmp_path, settings, index):
    stand_in = tmp_path / "uv"
    stand_in.write_text(UV.format(python=machine.programs / "python3", status=0))
    stand_in.chmod(0o755)
    machine.add("python3", PYTHON_WITH_INDEX.format(uv=stand_in))
    assert machine.run("scripts/setup", **settings).returncode == 0
    assert (machine.checkout / "index.log").read_text().splitlines()[-1] == index


def test_failed_installation_is_said_and_tried_again(machine):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv(status=1)
    done = machine.run("make", "setup")
    assert done.returncode == 2
    assert "couldn't install the packages" in done.stderr
    machine.add_uv()
    assert machine.run("make", "setup").returncode == 0


def test_missing_git_is_named_and_stops_nothing(machine):
    (machine.programs / "git").unlink()
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    done = machine.run("make", "setup")
    assert done.returncode == 0
    assert "apt install git" in done.stderr


def test_second_setup_calls_nothing(machine):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    assert machine.run("make", "setup").returncode == 0
    calls = machine.uv_calls()
    assert machine.run("make", "setup").returncode == 0
    assert machine.uv_calls() == calls


def test_second_setup_calls_nothing_through_a_link(machine, tmp_path):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    link = tmp_path / "link"
    link.symlink_to(machine.checkout)
    machine.checkout = link
    assert machine.run("make", "setup", PWD=str(link)).returncode == 0
    calls = machine.uv_calls()
    assert machine.run("make", "setup", PWD=str(link)).returncode == 0
    assert machine.uv_calls() == calls


def test_moved_checkout_gets_a_new_environment(machine, tmp_path):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    assert machine.run("make", "setup").returncode == 0
    machine.checkout = machine.checkout.rename(tmp_path / "elsewhere")
    (machine.checkout / "uv.log").unlink()
    assert machine.run("make", "setup").returncode == 0
    assert [call.split()[1] for call in machine.uv_calls()] == ["venv", "pip"]


def test_pins_bind_every_installation(machine):
    machine.add("python3", NEW_PYTHON)
    machine.add_uv()
    for part in ("run", "test", "lint", "serve", "neural"):
        assert machine.run("scripts/setup", part).returncode == 0
    installations = [call for call in machine.uv_calls() if call.startswith("uv pip install")]
    assert len(installations) == 5
    assert [call.rpartition(" ")[2] for call in installations[-2:]] == [".[serve]", ".[neural]"]
    assert all("--constraints pins.txt --build-constraints pins.txt" in call for call in installations)


def test_help_lists_every_target(machine):
    listed = machine.run("make", "help").stdout
    targets = (ROOT / "Makefile").read_text().split(".PHONY: ")[1].splitlines()[0].split()
    assert [line.split()[1] for line in listed.splitlines()] == targets
