"""What the browser's part relies on in textual-serve and in Textual's driver, beyond what they document."""

from __future__ import annotations

import inspect
from pathlib import Path

import textual_serve.app_service
import textual_serve.server
from textual.drivers.web_driver import WebDriver
from textual_serve.app_service import AppService
from textual_serve.server import Server

STATICS = Path(textual_serve.server.__file__).parent / "static"
SCRIPT = (STATICS / "js" / "textual.js").read_text("utf-8")


def test_a_service_has_the_parts_that_a_window_replaces_or_uses():
    source = inspect.getsource(AppService)
    for name in (
        "self._process",
        "self._stdin",
        "self._task",
        "self._download_manager",
        "self.app_service_id",
    ):
        assert name in source
    for name in ("_build_environment", "_open_app_process", "run", "stop", "on_data", "on_meta", "on_packed"):
        assert callable(getattr(AppService, name))
    start = inspect.getsource(AppService.start)
    assert "await self._open_app_process(width, height)" in start
    assert "asyncio.create_task(self.run())" in start
    assert 'meta_type == "exit"' in inspect.getsource(AppService.on_meta)


def test_a_server_has_the_parts_that_ours_replaces_or_uses():
    assert list(inspect.signature(Server._process_messages).parameters) == [
        "self",
        "websocket",
        "app_service",
    ]
    assert callable(Server.handle_download)
    server = Server("", statics_path="static", templates_path=Path("/page"))
    assert server.statics_path == STATICS.resolve()
    assert server.templates_path == Path("/page")


def test_the_script_asks_for_the_font_and_the_address_that_the_page_gives_it():
    assert "fontFamily:\"'Roboto Mono'," in SCRIPT
    assert "dataset.sessionWebsocketUrl" in SCRIPT
    assert "dataset.fontSize" in SCRIPT
    assert "window.onload=" in SCRIPT
    assert 'classList.add("-first-byte")' in SCRIPT
    assert 'classList.add("-closed")' in SCRIPT
    assert "window.location.origin}/download/" in SCRIPT
    assert "char.width=Math.floor(this._charSizeService.width*" in SCRIPT  # of the font's size that is chosen
    assert (STATICS / "css" / "xterm.css").exists()


def test_the_driver_has_the_parts_that_ours_wraps():
    source = inspect.getsource(WebDriver.__init__)
    assert "self._write = " in source
    assert "self._key_thread: Thread = Thread(" in source
    assert "target=self.run_input_thread" in source
    assert "self.exit_event = " in source
    assert 'self._write(b"__GANGLION__\\n")' in inspect.getsource(WebDriver.start_application_mode)
