"""camel-tools' named entities. Import only within ``data_folder``, in a process that nobody waits for.

Importing this brings torch and transformers: seconds, and half a gigabyte of memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from camel_tools.ner import NERDataset, NERecognizer

OTHER: Final = "O"
"""The label of a word that belongs to no named entity."""

_MOST_PIECES: Final = 254
"""Word pieces that camel-tools hands a model at once: 256 with one before and one behind them."""

_BATCH: Final = 8
_NO_LABEL: Final = -100
"""Stands in ``NERDataset`` in the place of a label where no word begins; torch leaves it out of account."""

_VOCABULARIES: Final = ("vocab.txt", "tokenizer.json")
_STOPS: Final = frozenset(".،؛:,;!؟?…")


class EntityModel:
    """A model that gives words labels of named entities: ``B-PERS``, ``I-PERS``, ``B-ORG`` … ``O``.

    Raises ``OSError`` or ``ValueError`` where ``folder`` holds none that camel-tools can use.
    """

    def __init__(self, folder: Path) -> None:
        # Without the one, transformers would take the folder for the name of a model on the network; without
        # the other, it makes a tokenizer that knows no word.
        if not (folder / "config.json").is_file():
            raise FileNotFoundError(f"{folder} has no config.json")
        if not any((folder / name).is_file() for name in _VOCABULARIES):
            raise FileNotFoundError(f"{folder} has no {' or '.join(_VOCABULARIES)}")
        recognizer: Any = NERecognizer(str(folder))
        reads = int(recognizer.model.config.max_position_embeddings)
        if reads < _MOST_PIECES + 2:
            raise ValueError(f"the model reads {reads} word pieces at once, not {_MOST_PIECES + 2}")
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model = recognizer.model.to(self._device).eval()
        self._tokenizer = recognizer.tokenizer
        self._label_names = recognizer.labels_map
        self._pieces: dict[str, int] = {}

    def labels(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """A label for each word of each sentence.

        A sentence too long for the model is read in parts, cut behind a stop where there is one. A word that
        the model has no piece for, or too many, is ``OTHER``.
        """
        found = [[OTHER] * len(sentence) for sentence in sentences]
        places = [(number, part) for number, words in enumerate(sentences) for part in self._parts(words)]
        parts = [[sentences[number][index] for index in part] for number, part in places]
        lengths = [sum(map(self._count, part)) for part in parts]
        by_length = sorted(range(len(parts)), key=lengths.__getitem__)
        for first in range(0, len(parts), _BATCH):
            batch = by_length[first : first + _BATCH]
            told = self._labels_of([parts[one] for one in batch], max(lengths[one] for one in batch))
            for one, labels in zip(batch, told, strict=True):
                number, part = places[one]
                for index, label in zip(part, labels, strict=True):
                    found[number][index] = label
        return found

    def _labels_of(self, parts: list[list[str]], longest: int) -> list[list[str]]:
        """What ``NERecognizer.predict`` gives for parts of up to ``longest`` pieces.

        That fills each up to 256 pieces, which for the sentences of an article takes more than twice as long
        as filling them up to the longest of a few of like length.
        """
        dataset = NERDataset(parts, self._tokenizer, list(self._label_names.values()), longest + 2)
        inputs = {
            name: torch.stack([features[name] for features in dataset.features]).to(self._device)
            for name in ("input_ids", "token_type_ids", "attention_mask")
        }
        with torch.no_grad():
            likeliest = self._model(**inputs)[0].argmax(dim=2).tolist()
        return [
            [
                self._label_names[label]
                for label, own in zip(row, features["label_ids"].tolist(), strict=True)
                if own != _NO_LABEL
            ]
            for row, features in zip(likeliest, dataset.features, strict=True)
        ]

    def _parts(self, words: Sequence[str]) -> Iterator[list[int]]:
        """The indexes of the words that can be read, in parts that the model can read at once."""
        part: list[int] = []
        pieces = 0
        for index, word in enumerate(words):
            count = self._count(word)
            if not 0 < count <= _MOST_PIECES:
                continue
            if pieces + count > _MOST_PIECES:
                cut = _behind_stop(words, part)
                yield part[:cut]
                part = part[cut:]
                pieces = sum(self._count(words[kept]) for kept in part)
                if pieces + count > _MOST_PIECES:
                    yield part
                    part, pieces = [], 0
            part.append(index)
            pieces += count
        if part:
            yield part

    def _count(self, word: str) -> int:
        """How many pieces the model's tokenizer makes of ``word``, as camel-tools hands it over."""
        if word not in self._pieces:
            if len(self._pieces) > 100_000:
                self._pieces.clear()
            self._pieces[word] = len(self._tokenizer.tokenize(word))
        return self._pieces[word]


def _behind_stop(words: Sequence[str], part: Sequence[int]) -> int:
    """Where to cut ``part``: behind the last stop in its second half, else at its end."""
    for cut in range(len(part), len(part) // 2, -1):
        if words[part[cut - 1]] in _STOPS:
            return cut
    return len(part)
