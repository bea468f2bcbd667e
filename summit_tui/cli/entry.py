"""Where ``summit`` begins and ends: language, command, exit status, and no traceback for anybody."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from summit_tui.cli.console import flush, say, tell, use_utf8
from summit_tui.cli.invocation import Invocation
from summit_tui.cli.language import language_of
from summit_tui.config import Paths, load_settings
from summit_tui.i18n import N_, Catalogue, load_catalogue
from summit_tui.model import ExitStatus, Message, SummitError


def main() -> None:
    """The console script: runs the command line and leaves with its exit status."""
    use_utf8()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs ``summit`` with ``arguments`` and returns the exit status. Whatever happens is one line."""
    catalogue = load_catalogue("en")
    state: Path | None = None
    try:
        paths = Paths.of(environment)
        state = paths.state
        settings, warnings = load_settings(paths.settings_file)
        catalogue = load_catalogue(language_of(arguments, settings.language, environment))
        return _run(arguments, Invocation(catalogue, paths, settings, warnings))
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        # The reader has what it wanted, as head does.
        return ExitStatus.DONE
    except SummitError as error:
        tell(catalogue, Message.of_error(error))
        return error.exit_status
    except Exception as error:  # noqa: BLE001 - the last place before a person would see a traceback
        return _crashed(error, arguments, state, catalogue)


def _run(arguments: Sequence[str], invocation: Invocation) -> int:
    from summit_tui.cli.group import Summit

    group = Summit(invocation.catalogue)
    try:
        with group.make_context("summit", list(arguments), obj=invocation) as context:
            status = group.invoke(context)
        flush()
    except click.exceptions.Exit as done:
        flush()
        return done.exit_code
    except click.UsageError as error:
        say(usage_of(error, invocation.catalogue))
        return ExitStatus.UNUSABLE_INPUT
    return ExitStatus.DONE if status is None else int(status)


def usage_of(error: click.UsageError, catalogue: Catalogue) -> str:
    """The line for a command line that can't be understood."""
    from summit_tui.cli.usage import usage_line

    return usage_line(error, catalogue)


def _crashed(error: Exception, arguments: Sequence[str], state: Path | None, catalogue: Catalogue) -> int:
    from summit_tui.cli.crash import log_crash

    log = log_crash(state, error, arguments) if state is not None else None
    what = f"{type(error).__name__}: {error}"
    if log is None:
        key = N_("summit stopped at something unforeseen ({what}). What was saved is kept.")
        tell(catalogue, Message.of(key, what=what))
    else:
        key = N_("summit stopped at something unforeseen ({what}). What was saved is kept; more is in {log}.")
        tell(catalogue, Message.of(key, what=what, log=log))
    return ExitStatus.COULD_NOT
