"""``summit`` with another wheel expected, which the command itself knows no way to ask for.

Run as ``python -m tests.support.installing SHA-256-OF-THE-WHEEL SHA-256-OF-THE-DATABASE ARGUMENT…``.
"""

from __future__ import annotations

import sys
from functools import partial

from summit_tui.cli import main
from summit_tui.session.tiers import installing

if __name__ == "__main__":
    tiny = installing.Expected(sys.argv[1], sys.argv[2])
    del sys.argv[1:3]
    for name in ("install", "checked_wheel", "is_whole"):
        setattr(installing, name, partial(getattr(installing, name), expected=tiny))
    main()
