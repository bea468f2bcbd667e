"""The command line: ``summit``. One module a command; what is heavy is imported when it runs."""

from summit_tui.cli.entry import main

__all__ = ["main"]
