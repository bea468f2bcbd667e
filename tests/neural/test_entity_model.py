"""The gateway beside camel-tools' own way of asking a model."""

from __future__ import annotations

import random
import warnings
from pathlib import Path

import pytest

from summit_tui.arabic.camel.data import data_folder
from tests.neural.conftest import WORDS


@pytest.fixture(autouse=True, scope="module")
def _imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    with warnings.catch_warnings(), data_folder(tmp_path_factory.mktemp("stub")):
        warnings.simplefilter("ignore")
        import summit_tui.arabic.camel.entities  # noqa: F401


@pytest.mark.filterwarnings("ignore")  # what transformers warns of is its own affair
@pytest.mark.parametrize("lengths", [[1], [3, 40, 7, 1, 90, 12, 12, 5, 33, 2, 150], [0, 5, 0], []])
def test_labels_are_those_of_camel_tools(random_model: Path, lengths: list[int]) -> None:
    from camel_tools.ner import NERecognizer

    from summit_tui.arabic.camel.entities import EntityModel

    chance = random.Random(3)
    words = [*WORDS, "بتثج", "نواف", "منه"]
    sentences = [chance.choices(words, k=length) for length in lengths]
    expected = NERecognizer(str(random_model)).predict(sentences) if sentences else []
    assert EntityModel(random_model).labels(sentences) == expected
