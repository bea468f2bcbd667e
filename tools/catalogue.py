"""Brings the Arabic catalogue up to date with the texts in the code, and compiles it.

What counts as a text of the interface, found in the syntax tree and not by running anything:

- the literal in ``N_("…")``, ``_("…")``, ``anything.text("…")`` and ``anything._text("…")``;
- both literals in ``anything.count("one", "many", n)``, a plural;
- the first literal given to an error class of ours: a name that ends in ``Error`` and isn't Python's own. A
  literal without a space is a name or a code there, not a text.

A literal may also be chosen by ``"…" if condition else "…"``. Translations are kept by their English text;
what the code no longer says is dropped. Neither dates nor places in the code are written, so that the files
change only where texts do.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "summit_tui"
PO = PACKAGE / "i18n" / "locales" / "ar" / "LC_MESSAGES" / "summit.po"
MO = PO.with_suffix(".mo")

Key = str | tuple[str, str]
"""The English text, or the English singular and plural."""

_MARKERS = {"N_", "_", "text", "_text"}
_PLURAL = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
_HEADERS = [
    ("Language", "ar"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", f"nplurals=6; plural=({_PLURAL});"),
]


class ArabicCatalog(Catalog):
    """A catalogue whose header says what readers need, and nothing that differs from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return list(_HEADERS)


def keys_in(source: str) -> Iterator[Key]:
    """The texts of the interface in the Python code ``source``.

    Raises ``SyntaxError`` where it isn't Python.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _keys_of_call(node)


def _keys_of_call(call: ast.Call) -> Iterator[Key]:
    name = _name_called(call.func)
    arguments = [list(_literals(argument)) for argument in call.args]
    if not arguments:
        return
    if name in _MARKERS:
        yield from (text for text in arguments[0] if text)
    elif name == "count" and len(arguments) >= 2:
        yield from zip(arguments[0], arguments[1], strict=False)
    elif name.endswith("Error") and not hasattr(builtins, name):
        yield from (text for text in arguments[0] if " " in text)


def _name_called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def keys_of_package(package: Path = PACKAGE) -> list[Key]:
    """Every text of the interface, once each, sorted."""
    found = {key for path in package.rglob("*.py") for key in keys_in(path.read_text("utf-8"))}
    return sorted(found, key=lambda key: (key,) if isinstance(key, str) else key)


def read_catalogue(path: Path = PO) -> Catalog:
    """The catalogue at ``path``; an empty one where there is no file yet."""
    if not path.exists():
        return ArabicCatalog(locale="ar")
    with path.open("rb") as file:
        return read_po(file, locale="ar")


def merged(keys: list[Key], known: Catalog) -> ArabicCatalog:
    """A catalogue of exactly ``keys``, with the translations and translators' comments that ``known`` has."""
    catalog = ArabicCatalog(locale="ar", header_comment="# The Arabic texts of summit-tui.", fuzzy=False)
    for key in keys:
        old = known.get(key if isinstance(key, str) else key[0])
        kept = old if old is not None and old.pluralizable == isinstance(key, tuple) else None
        catalog.add(key, kept.string if kept else None, user_comments=kept.user_comments if kept else ())
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The English texts in ``catalog`` (of a plural the singular) without a translation of every form."""
    return [_text(message) for message in catalog if message.id and not _is_translated(message)]


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_translated(message: Message) -> bool:
    forms = (message.string,) if isinstance(message.string, str) else message.string or ()
    return bool(forms) and all(forms)


def write_catalogue(catalog: ArabicCatalog, po: Path = PO) -> None:
    """Writes ``catalog`` to ``po``, and what is translated of it, compiled, beside it."""
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalog, width=0, no_location=True, sort_output=True)
    for text in untranslated(catalog):
        catalog.delete(text)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def main() -> int:
    """Updates both files and lists what isn't translated; the exit status is 1 while something isn't."""
    catalog = merged(keys_of_package(), read_catalogue())
    missing = untranslated(catalog)
    write_catalogue(catalog)
    for text in missing:
        print(f"not translated: {text}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
