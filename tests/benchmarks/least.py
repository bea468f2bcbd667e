"""The least possible Textual program, what the app is measured beside: one label, which each key changes."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class Least(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("readable 0")

    def on_mount(self) -> None:
        self._number = 0

    def on_key(self) -> None:
        self._number = (self._number + 1) % 10
        # The text stays as wide as it was, so that nothing has to be laid out again.
        self.query_one(Label).update(f"readable {self._number}", layout=False)


if __name__ == "__main__":
    Least().run()
