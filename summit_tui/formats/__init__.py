"""What comes in and what goes out: article files, and the export document of the JSON contract.

The only place where bytes become text, and where offsets of another unit than code points would
stand. Nothing here knows of projects on the disk.
"""

from summit_tui.formats.articles import NoArticlesError, find_articles, read_article
from summit_tui.formats.check import MisfitError
from summit_tui.formats.decoding import Decoded, UndecodableError, decode
from summit_tui.formats.document import (
    TextOf,
    Wanted,
    article_documents,
    article_entry,
    dumps,
    dumps_line,
    export_document,
)
from summit_tui.formats.reading import ReadDocument, read_document
from summit_tui.formats.schema import schema, schema_bytes
from summit_tui.formats.writing import OutputExistsError, write_file
from summit_tui.model.fields import UnusableDocumentError

__all__ = [
    "Decoded",
    "MisfitError",
    "NoArticlesError",
    "OutputExistsError",
    "ReadDocument",
    "TextOf",
    "UndecodableError",
    "UnusableDocumentError",
    "Wanted",
    "article_documents",
    "article_entry",
    "decode",
    "dumps",
    "dumps_line",
    "export_document",
    "find_articles",
    "read_article",
    "read_document",
    "schema",
    "schema_bytes",
    "write_file",
]
