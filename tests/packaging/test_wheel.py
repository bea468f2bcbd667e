"""The wheel, and installing it without a checkout. They take the network, for the packages they build on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_MEGABYTES = 60

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path = ROOT, **extra: str) -> str:
    environment = {**os.environ, **extra}
    parts = [str(part) for part in command]
    done = subprocess.run(parts, cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode and any(sign in done.stderr for sign in ("Failed to fetch", "dns error", "No route")):
        pytest.skip(f"no network: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    own = ROOT / ".uv" / "bin" / "uv"
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        pytest.skip("uv is missing (make setup brings it)")
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--wheel", "--build-constraints", "pins.txt", "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


def megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_symlink()) / 1_000_000


def committed(folder: str) -> set[str]:
    return set(run("git", "ls-files", folder).splitlines())


def test_wheel_holds_what_the_program_reads(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = committed("summit_tui") | {
        f"summit_tui/{path}" for path in committed("seeds") | committed("styles")
    }
    assert not wanted - inside
    assert {"summit_tui/seeds/summit-2021.txt", "summit_tui/i18n/locales/ar/LC_MESSAGES/summit.mo"} <= inside


def test_wheel_holds_nothing_else(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in inside} == {"summit_tui"}


def test_uv_installs_it_light(uv, wheel, tmp_path):
    folders = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    overrides = ROOT / "light-overrides.txt"
    run(uv, "tool", "install", "--python", python, "--overrides", overrides, wheel, cwd=tmp_path, **folders)
    assert megabytes(tmp_path / "tools") < MOST_MEGABYTES
    assert '"summit-annotations"' in run(tmp_path / "bin" / "summit", "schema", cwd=tmp_path)


def test_the_extra_brings_what_serving_needs(uv, wheel, tmp_path):
    folders = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    overrides = ROOT / "light-overrides.txt"
    with_extra = f"{wheel}[serve]"
    run(
        uv,
        "tool",
        "install",
        "--python",
        python,
        "--overrides",
        overrides,
        with_extra,
        cwd=tmp_path,
        **folders,
    )
    assert megabytes(tmp_path / "tools") < MOST_MEGABYTES
    (server,) = (tmp_path / "tools").glob("*/bin/python")
    run(server, "-c", "import summit_tui.browser.server", cwd=tmp_path)


def test_pip_installs_it_light(wheel, tmp_path):
    run(sys.executable, "-m", "venv", tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    before = megabytes(tmp_path / "env")
    run(python, "-m", "pip", "install", "--no-deps", "-r", ROOT / "light.txt", wheel, cwd=tmp_path)
    assert megabytes(tmp_path / "env") - before < MOST_MEGABYTES
    assert '"summit-annotations"' in run(tmp_path / "env" / "bin" / "summit", "schema", cwd=tmp_path)
