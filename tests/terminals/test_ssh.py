"""Over ssh the terminal is told by what it answers: its environment doesn't travel."""

from __future__ import annotations

import getpass
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.terminal.treatment import EXPLICIT_ORDER, KONSOLE_OFF, KONSOLE_ON
from tests.terminals.pseudo import PseudoTerminal
from tests.terminals.test_treatment import KONSOLE, QUIT, VTE, XTERM
from tests.terminals.windows import wait_until

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def login(tmp_path: Path, require_program: Callable[..., str]) -> Iterator[list[str]]:
    """The words before a command that run it over ssh on this machine, by a server of the test's own."""
    server = require_program("/usr/sbin/sshd", package="openssh-server")
    require_program("ssh", package="openssh-client")
    for name in ("host", "own"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True
        )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where a server that root starts puts its weaker half
    port = free_port()
    settings = tmp_path / "sshd_config"
    settings.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path / 'host'}\nPidFile none\n"
        f"AuthorizedKeysFile {tmp_path / 'own.pub'}\nStrictModes no\nUsePAM no\n",
        "utf-8",
    )
    command = [server, "-D", "-e", "-f", str(settings)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: listens(port), "the server to listen")
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=QUIET"]
        words = [word for option in options for word in ("-o", option)]
        own = ["-i", str(tmp_path / "own"), "-p", str(port), f"{getpass.getuser()}@127.0.0.1"]
        yield ["ssh", "-F", "none", "-tt", *words, *own]
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize(
    ("answers", "sent", "taken_back"),
    [(VTE, EXPLICIT_ORDER, "\x1b[8h"), (KONSOLE, KONSOLE_OFF, KONSOLE_ON), (XTERM, "", "")],
    ids=["VTE", "Konsole", "xterm"],
)
def test_by_its_answers(
    login: list[str], tmp_path: Path, answers: dict[bytes, bytes], sent: str, taken_back: str
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("عنوان\nقال الوزير سالم الدوري: «نعم».\n", "utf-8")
    words = [f"PYTHONPATH={ROOT}", f"SUMMIT_HOME={tmp_path / 'home'}", "LC_ALL=C.UTF-8", "VTE_VERSION=7006"]
    remote = shlex.join(["env", *words, sys.executable, "-m", "summit_tui", "--lang", "en", str(article)])
    with PseudoTerminal([*login, remote], environment={"HOME": str(tmp_path)}, answers=answers) as running:
        running.read_until(b"Topics", 20)
        running.last_byte(quiet=0.3)
        running.send(QUIT)
        assert running.drain_until_end(10) == 0
        written = running.written.decode("utf-8", "replace")
    assert sent in written
    assert taken_back in written
    assert ("\x1b[8l" in written) == (answers is VTE)
