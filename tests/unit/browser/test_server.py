"""The server's address and the page's text."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from aiohttp.test_utils import TestClient, TestServer

from summit_tui.browser.server import BrowserServer

TEXTS = {
    "language": "ar",
    "direction": "rtl",
    "title": "<أ> & ب",
    "starting": "s",
    "ended": "e",
    "again": "a",
}


def test_every_server_has_a_key_of_its_own_and_names_ipv6_in_brackets():
    one, other = BrowserServer([], TEXTS), BrowserServer([], TEXTS)
    assert one.key != other.key
    assert (
        one.address(SimpleNamespace(getsockname=lambda: ("127.0.0.1", 81)))
        == f"http://127.0.0.1:81/{one.key}/"
    )
    assert (
        one.address(SimpleNamespace(getsockname=lambda: ("::1", 81, 0, 0))) == f"http://[::1]:81/{one.key}/"
    )


@pytest.mark.parametrize(
    ("asked", "size"),
    [("", 15), ("?fontsize=20", 20), ("?fontsize=x", 15), ("?fontsize=-3", 5), ("?fontsize=9999", 100)],
)
async def test_the_page_is_in_its_language_and_size(asked, size):
    server = BrowserServer([], TEXTS)
    async with TestClient(TestServer(await server._make_app())) as client:
        page = await (await client.get(f"/{server.key}/{asked}")).text()
        assert f'data-font-size="{size}"' in page
        assert 'lang="ar"' in page
        assert 'dir="rtl"' in page
        assert "<title>&lt;أ&gt; &amp; ب</title>" in page
