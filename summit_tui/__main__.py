"""``python -m summit_tui`` is the command ``summit``."""

from summit_tui.cli import main

if __name__ == "__main__":
    main()
