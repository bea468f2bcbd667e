"""Where camel-tools looks for its data, set before it is imported: else it would ask the network.

``camel_tools.data`` reads ``catalogue.json`` in the folder that ``$CAMELTOOLS_DATA`` names when it is
imported, and where that is missing fetches one, without a time limit. It also makes ``~/.camel_tools``.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from summit_tui.files import make_folder, replace_file

VARIABLE = "CAMELTOOLS_DATA"
_CATALOGUE = "catalogue.json"
_STUB = json.dumps({"version": "1.6.0", "packages": {}, "components": {}}).encode()
_MSA = "calima-msa-r13"
_MSA_FOLDER = "morphology_db/calima-msa-r13"
_MSA_FILE = "morphology.db"
_NER_FOLDER = "ner/arabert"
_NER_FILE = "config.json"


def own_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of the person's own ``camel_data`` install: one with a catalogue that can be read."""
    named = environment.get(VARIABLE)
    folders = [Path(named).expanduser().absolute()] if named else []
    with contextlib.suppress(RuntimeError):  # no home
        folders.append(_home_folder())
    return next((folder for folder in folders if _catalogue(folder) is not None), None)


def own_database(environment: Mapping[str, str]) -> Path | None:
    """The morphology database (calima-msa-r13) of the person's own install, where it has one."""
    folder = _dataset(environment, "MorphologyDB", _MSA_FOLDER, _MSA)
    path = folder / _MSA_FILE if folder is not None else None
    return path if path is not None and path.is_file() else None


def own_entity_model(environment: Mapping[str, str]) -> Path | None:
    """The model for named entities (ner-arabert) of the person's own install, where it has one."""
    folder = _dataset(environment, "NamedEntityRecognition", _NER_FOLDER)
    return folder if folder is not None and (folder / _NER_FILE).is_file() else None


def _dataset(
    environment: Mapping[str, str], component: str, usual: str, name: str | None = None
) -> Path | None:
    """Where the catalogue puts a component's dataset, else ``usual``; the default one where none is named."""
    folder = own_folder(environment)
    if folder is None:
        return None
    known = _within(_catalogue(folder), "components", component)
    name = name or str(_within(known, "default"))
    place = _within(known, "datasets", name, "path")
    return folder / "data" / (place if isinstance(place, str) else usual)


def _within(value: object, *keys: str) -> object:
    """What stands in JSON under ``keys``; None where something else does."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


@contextlib.contextmanager
def data_folder(stub: Path) -> Iterator[None]:
    """Lets camel-tools be imported without a question to the network.

    It is told of the person's own folder, else of ``stub``, a folder that is made, with an empty catalogue.
    Afterwards the environment is as it was, and so is the home folder. Raises ``OSError``.
    """
    folder = own_folder(os.environ)
    if folder is None:
        folder = stub
        if _catalogue(stub) is None:
            make_folder(stub)
            replace_file(stub / _CATALOGUE, _STUB)
    before = os.environ.get(VARIABLE)
    made = _made_at_import()
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
        if made is not None:
            with contextlib.suppress(OSError):
                made.rmdir()


def _home_folder() -> Path:
    return Path.home() / ".camel_tools"


def _made_at_import() -> Path | None:
    """The folder in the home that camel-tools makes though nothing is put there; None where it is there."""
    home = _home_folder()
    return None if home.exists() else home


def _catalogue(folder: Path) -> dict[str, object] | None:
    """What stands in the catalogue, or None where camel-tools couldn't read it."""
    try:
        read = json.loads((folder / _CATALOGUE).read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(read, dict) and all(key in read for key in ("version", "packages", "components"))
    return read if whole else None
