"""What ``tui`` takes from Textual that isn't documented: an upgrade that changes it fails here, by name.

``base.py``, ``hangup.py``, ``terminal.py`` and ``turns.py`` hook into how Textual's app ends, into its
drivers and into its queues.
"""

from __future__ import annotations

import inspect
import os
import pty

import pytest
from textual import drivers, events
from textual._border import render_border_label
from textual.app import App
from textual.content import Content
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.notifications import Notification
from textual.widget import Widget
from textual.widgets._toast import Toast

from summit_tui.tui.app import SummitApp
from summit_tui.tui.turns import KeysInTurn
from summit_tui.tui.visual import BidiText


def calls(function: object, call: str) -> bool:
    return call in inspect.getsource(function)


@pytest.mark.parametrize("name", ["_fatal_error", "_print_error_renderables"])
def test_app_overrides_what_textual_has(name: str) -> None:
    """base.py: they keep Textual's traceback from the person."""
    assert inspect.signature(getattr(App, name)) == inspect.signature(getattr(SummitApp, name))


def test_a_fault_ends_the_app_by_way_of_what_is_overridden() -> None:
    """base.py: ``_fatal_error`` is called for what nothing caught; it is where the messages are closed."""
    assert calls(App._handle_exception, "self._fatal_error()")
    assert calls(App._fatal_error, "self._close_messages_no_wait()")
    assert calls(App._handle_exception, "self._exception = error")
    assert list(inspect.signature(App._close_messages_no_wait).parameters) == ["self"]


async def test_an_app_keeps_what_ended_it() -> None:
    """base.py: ``_exception`` is what the command line is told."""

    class Faulty(App[None]):
        def on_mount(self) -> None:
            raise LookupError("a fault")

    app = Faulty()
    assert app._exception is None
    with pytest.raises(LookupError):
        async with app.run_test():
            pass
    assert isinstance(app._exception, LookupError)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch):
    """A pseudo-terminal in the place of standard input and output, as drivers take them."""
    controller, own = pty.openpty()
    with os.fdopen(own, "r+b", buffering=0) as stream:
        for name in ("__stdin__", "__stderr__"):
            monkeypatch.setattr(f"sys.{name}", stream)
        yield own
    os.close(controller)


async def test_the_drivers_attributes(terminal: int) -> None:
    """hangup.py: ``_file`` is written to, ``fileno`` read from, ``_loop`` and ``_app`` end the app.

    terminal.py: ``_writer_thread`` is None until the driver has the terminal.
    """
    app: App[None] = App()
    driver = LinuxDriver(app)
    assert driver._app is app
    assert driver._loop.is_running()
    assert driver._file.fileno() == driver.fileno == terminal
    assert driver._writer_thread is None


def test_the_drivers_hooks() -> None:
    """hangup.py and terminal.py: the hooks, and that the writer takes the file that was put in place."""
    for name in ("start_application_mode", "stop_application_mode", "close"):
        assert list(inspect.signature(getattr(LinuxDriver, name)).parameters) == ["self"], name
    assert calls(LinuxDriver.start_application_mode, "self._writer_thread = WriterThread(self._file)")
    assert calls(drivers._writer_thread.WriterThread.run, "write(")
    for name in ("suspend_application_mode", "resume_application_mode"):
        which = "stop" if name.startswith("suspend") else "start"
        assert calls(getattr(Driver, name), f"self.{which}_application_mode()"), name


async def test_the_queues_that_keys_wait_for() -> None:
    """turns.py: what tells that a node is at rest, and that a key was sent on by a screen."""
    app: App[None] = App()
    async with app.run_test():
        assert app.message_queue_size == 0
        assert app.screen.message_queue_size == 0
        assert app.screen.is_mounted
    assert events.Key("a", "a").is_forwarded is False
    assert (
        inspect.signature(KeysInTurn.on_event).parameters.keys()
        == inspect.signature(App.on_event).parameters.keys()
    )


def test_a_toast_shows_a_content_that_stands_for_a_message_as_it_is() -> None:
    """notices.py: a notification's message may be a ``Content``, which markup leaves alone."""
    content = BidiText("سلام")
    notification = Notification(content, markup=True)  # type: ignore[arg-type]
    assert Toast(notification).render() is content


def test_what_draws_a_widgets_text_asks_the_visual() -> None:
    """visual.py: text is drawn by ``Visual.to_strips``, border titles by what ``Content`` makes of them."""
    assert calls(Widget._render_content, "Visual.to_strips(")
    for call in (".truncate(", ".pad_left(", ".pad_right(", ".stylize_before(", ".render_segments("):
        assert calls(render_border_label, call)
    assert calls(Content.render_segments, "self.render(")
