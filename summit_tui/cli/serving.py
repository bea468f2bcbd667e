"""Listening on this machine, and running the server of ``summit serve``."""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Final

from summit_tui.cli.console import tell, write
from summit_tui.cli.invocation import Invocation
from summit_tui.cli.serve import USUAL_PORT
from summit_tui.cli.sessions import opened
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, SummitError, UnusableInputError

_LOOPBACK: Final = {
    "127.0.0.1": (socket.AF_INET, "127.0.0.1"),
    "localhost": (socket.AF_INET, "127.0.0.1"),
    "::1": (socket.AF_INET6, "::1"),
}


def serve(invocation: Invocation, path: Path | None, host: str, port: int | None) -> None:
    """Serves the app on ``path`` until it is interrupted; ``None`` for the usual port or a free one.

    Raises ``SummitError`` where ``path`` can't be opened, where textual-serve is missing, and where it can't
    listen on ``host`` and ``port``.
    """
    if host not in _LOOPBACK:
        raise UnusableInputError(
            "summit serve doesn't listen on {host}: only browsers on this machine can be served (127.0.0.1 "
            "or ::1). From another machine, forward the port: ssh -L {port}:127.0.0.1:{port} HOST",
            host=host,
            port=port or USUAL_PORT,
        )
    if importlib.util.find_spec("textual_serve") is None:
        raise SummitError(
            "summit serve needs the package textual-serve, which isn't installed. In a checkout: "
            "scripts/setup serve. Elsewhere: install summit-tui[serve], or textual-serve beside it."
        )
    with opened(invocation, path, read_only=True):
        pass  # what can't be opened is said here; what there is to warn of, each window says
    with listener_on(host, port) as listener:
        _run(invocation, path, listener)


def _run(invocation: Invocation, path: Path | None, listener: socket.socket) -> None:
    from summit_tui.browser.server import BrowserServer

    title = "summit" if path is None else f"{path.absolute().name} – summit"
    server = BrowserServer(app_arguments(invocation, path), _texts(invocation.catalogue, title))

    def ready() -> None:
        write([f"{server.address(listener)}\n".encode()])
        tell(
            invocation.catalogue,
            Message.of(N_("The app is at this address, for browsers on this machine. Ctrl+C ends it.")),
        )

    logging.getLogger().addHandler(FaultLog(invocation))
    server.run(listener, ready)


def app_arguments(invocation: Invocation, path: Path | None) -> list[str]:
    """The words that start the app as ``summit`` is asked to, each a word of its own for any system."""
    # -P: a module of the same name in the current folder isn't taken for the app's.
    words = [sys.executable, "-P", "-m", "summit_tui", f"--lang={invocation.catalogue.language}"]
    if invocation.author is not None:
        words.append(f"--as={invocation.author}")
    if invocation.project is not None:
        words.append(f"--project={invocation.project}")
    if invocation.read_only:
        words.append("--read-only")
    # Absolute, a path has the name of no command and begins with no hyphen.
    return words if path is None else [*words, str(path.absolute())]


def _texts(catalogue: Catalogue, title: str) -> dict[str, str]:
    return {
        "language": catalogue.language,
        "direction": "rtl" if catalogue.right_to_left else "ltr",
        "title": title,
        "starting": catalogue.text(N_("Starting summit …")),
        "ended": catalogue.text(N_("summit has ended in this window. What was shown as saved is saved.")),
        "again": catalogue.text(N_("Open it again")),
    }


def listener_on(host: str, port: int | None) -> socket.socket:
    """A socket that listens, on the usual port or a free one where ``port`` is ``None``."""
    if port is None:
        with contextlib.suppress(OSError):
            return _listening(host, USUAL_PORT)
    try:
        return _listening(host, port or 0)
    except OSError as error:
        raise SummitError(
            "summit serve can't listen on {host}, port {port}: {reason}. Name another port with --port.",
            host=host,
            port=port or 0,
            reason=os.strerror(error.errno) if error.errno else str(error),
        ) from error


def _listening(host: str, port: int) -> socket.socket:
    family, address = _LOOPBACK[host]
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


class FaultLog(logging.Handler):
    """Writes what the server didn't foresee to the log of crashes, and tells so in a line."""

    def __init__(self, invocation: Invocation) -> None:
        super().__init__(logging.ERROR)
        self._invocation = invocation

    def emit(self, record: logging.LogRecord) -> None:
        """Takes a record; one without an exception says nothing that a person could do anything about."""
        from summit_tui.cli.crash import log_crash

        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return
        with contextlib.suppress(Exception):
            log = log_crash(self._invocation.paths.state, error, sys.argv[1:])
            what = f"{type(error).__name__}: {error}"
            key = N_("A window met something unforeseen ({what}). The others go on.")
            if log is not None:
                key = N_("A window met something unforeseen ({what}). The others go on; more is in {log}.")
            tell(self._invocation.catalogue, Message.of(key, what=what, log=log))
