"""Fetching a package's wheel through the package index that this machine is set up for.

Nothing here knows an index: uv and pip do, with their own settings, caches and proxies.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import SummitError

_POLL = 0.1
_PATIENCE = 5.0
_LONGEST_REASON = 300
_LABEL = re.compile(r"^(error|cause|caused by)\s*:\s*", re.IGNORECASE)
_PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "1", "download")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """A tool that fetches: its command line up to the subcommand, and the option that names a folder."""

    command: tuple[str, ...]
    into: str


class NotFetchedError(SummitError):
    """The package couldn't be fetched; nothing was kept."""


def fetch(
    release: str,
    digest: str,
    folder: Path,
    tick: Callable[[], None],
    fetchers: Iterable[Fetcher] | None = None,
) -> None:
    """Brings the wheel of ``release`` (name==version), or what it holds, into ``folder``, which is empty.

    Only a wheel with the SHA-256 ``digest`` is taken: the tool that fetches refuses others. The first of
    ``fetchers``, all that are on this machine if None, that succeeds does it. ``tick`` is called ten times a
    second meanwhile. Raises :class:`NotFetchedError` with what the last one said, ``OSError``.
    """
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{release} --hash=sha256:{digest}\n", encoding="utf-8")
    said: str | None = None
    for fetcher in fetchers_here() if fetchers is None else fetchers:
        command = [*fetcher.command, fetcher.into, str(folder), "--no-deps", "--only-binary", ":all:"]
        said = _failure([*command, "--require-hashes", "--requirement", str(wanted)], folder, tick)
        if not said:
            return
    if said is None:
        raise NotFetchedError(
            N_(
                "Neither uv nor pip is here to fetch {release}. Nothing was written. Install one of them, or "
                "give a wheel with --from."
            ),
            release=release,
        )
    raise NotFetchedError(
        N_(
            "{release} could not be fetched: {reason}. Nothing was written. Is there a network? A wheel from "
            "elsewhere can be given with --from."
        ),
        release=release,
        reason=said.rstrip("."),
    )


def fetchers_here() -> Iterator[Fetcher]:
    """The tools on this machine that can fetch: uv first, then pip."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    for uv in dict.fromkeys(filter(None, (shutil.which("uv"), beside))):
        yield Fetcher((uv, "pip", "install", "--no-progress", "--python", sys.executable), "--target")
    if importlib.util.find_spec("pip") is not None:
        yield Fetcher((sys.executable, *_PIP), "--dest")
    for python in dict.fromkeys(filter(None, map(shutil.which, ("python3", "python")))):
        if python != sys.executable:
            yield Fetcher((python, *_PIP), "--dest")


def _failure(command: list[str], folder: Path, tick: Callable[[], None]) -> str:
    """Runs ``command``; why it failed, in one line, or nothing where it did what it was to."""
    log = folder / "log.txt"
    with log.open("wb") as written:
        try:
            running = subprocess.Popen(  # noqa: S603 - the tools' names are ours
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT
            )
        except OSError as error:
            return error.strerror or str(error)
        try:
            while running.poll() is None:
                tick()
                time.sleep(_POLL)
        finally:
            _stop(running)
    return "" if running.returncode == 0 else _last_words(log) or f"exit status {running.returncode}"


def _stop(running: subprocess.Popen[bytes]) -> None:
    """Ends a tool that still runs, as when a person interrupts."""
    if running.poll() is None:
        running.terminate()
        try:
            running.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _last_words(log: Path) -> str:
    """The line of a tool's output that tells what failed: the last error, else the last line."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    told = [line for line in lines if line]
    errors = [line for line in told if line.lower().startswith(("error", "cause", "caused by"))]
    last = (errors or told or [""])[-1]
    return _LABEL.sub("", last)[:_LONGEST_REASON]
