"""What the README says of keys and of the export is what the program does."""

from __future__ import annotations

import json
import re

import jsonschema

from summit_tui.formats.reading import read_document
from summit_tui.formats.schema import schema
from tools import readme


def test_the_readme_is_up_to_date() -> None:
    written = readme.README.read_text("utf-8")
    assert readme.up_to_date(written) == written, "run make readme"


def test_the_export_in_the_readme_follows_the_schema_and_fits_its_text() -> None:
    match = re.search(r"```json\n(.*?)```", readme.README.read_text("utf-8"), re.DOTALL)
    assert match is not None
    document = json.loads(match[1])
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert [quote.by for quote in read_document(document).quotes] == ["layla"]
