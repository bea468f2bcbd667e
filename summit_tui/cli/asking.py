"""Asking before something is done that a person may not want."""

from __future__ import annotations

import sys

from summit_tui.cli.console import tell
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, UnusableInputError

_YES = frozenset(("y", "yes", "ن", "نعم"))


def ask(catalogue: Catalogue, what: Message, *, yes: bool) -> None:
    """Says ``what`` will be done and goes on only where that is agreed to, or ``yes`` was said before.

    Raises ``UnusableInputError`` where it isn't agreed to, or there is nobody to be asked.
    """
    tell(catalogue, what)
    if yes:
        return
    if sys.stdin is None or sys.stderr is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UnusableInputError(
            N_("This has to be agreed to: give --yes where nobody can be asked. Nothing was changed.")
        )
    sys.stderr.write(catalogue.text(N_("Go on? yes or no:")) + " ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in _YES:
        raise UnusableInputError(N_("It was not agreed to. Nothing was changed."))
