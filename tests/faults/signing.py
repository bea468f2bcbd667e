"""Files of a project that somebody has changed and given their sums anew, as the store itself would.

A sum tells what a disk or a program has damaged. Nobody is kept from working it out for whatever they like.
"""

from __future__ import annotations

import json
from hashlib import blake2b

_CHECKSUM, _SUM = b',"checksum":"', b',"sum":"'


def signed(name: str, content: bytes) -> bytes:
    """``content`` of the file called ``name`` with its sums made right, where it has some."""
    if name.endswith(("project.json", ".previous")):
        return signed_snapshot(content)
    return signed_journal(content) if ".json.j" in name or name.endswith(".jsonl") else content


def signed_snapshot(content: bytes) -> bytes:
    """A snapshot with the checksum of what stands before it."""
    before, found, _ = content.rpartition(_CHECKSUM)
    digest = blake2b(before, digest_size=16).hexdigest().encode("ascii")
    return before + found + digest + b'"}\n}}\n' if found else content


def signed_journal(content: bytes) -> bytes:
    """A journal, or a segment of the history, whose lines are chained from its header on."""
    lines, chain = content.split(b"\n"), b""
    for number, line in enumerate(lines):
        body, found, _ = line.rpartition(_SUM)
        if not found:
            continue
        own = blake2b(chain + body, digest_size=8).hexdigest().encode("ascii")
        lines[number] = body + found + own + b'"}'
        chain = _chain_of(lines[0]) if number == 0 else own
    return b"\n".join(lines)


def _chain_of(header: bytes) -> bytes:
    try:
        return str(json.loads(header)["chain"]).encode("ascii")
    except (ValueError, TypeError, KeyError, RecursionError):
        return b""
