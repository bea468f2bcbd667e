"""Tiny models for named entities, made here: real ones are of half a gigabyte."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.suggest.neural.client import EntityClient, Patience

LABELS = ("O", "B-PERS", "I-PERS", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
WORDS = {
    "شيرزاد": "B-PERS",
    "هفال": "B-PERS",
    "قاسملو": "I-PERS",
    "البركة": "B-ORG",
    "للزراعة": "I-ORG",
    "نواف": "B-LOC",
    "قال": "O",
    "المزارع": "O",
    "أن": "O",
    "إن": "O",
    "الموسم": "O",
    "جيد": "O",
    ".": "O",
    "،": "O",
}
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_WIDTH = 16


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.neural)


def make_model(folder: Path, layers: int, positions: int = 512) -> Path:
    """A model in ``folder`` that transformers loads.

    Without layers it gives each of ``WORDS`` its label and any other word ``O``; with some, its weights are
    random, and so are its labels.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from transformers import BertConfig, BertForTokenClassification

        vocabulary = [*_SPECIAL, *WORDS, *"ابتثجحخدذرزسشصضطظعغفقكلمنهوي", *(f"##{one}" for one in "ابتمنهوي")]
        config = BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=_WIDTH,
            num_hidden_layers=layers,
            num_attention_heads=2,
            intermediate_size=_WIDTH,
            max_position_embeddings=positions,
            id2label=dict(enumerate(LABELS)),
            label2id={label: index for index, label in enumerate(LABELS)},
        )
        torch.manual_seed(5)
        model = BertForTokenClassification(config)
        if not layers:
            _tell_labels(model, vocabulary)
        model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    return folder


def _tell_labels(model, vocabulary: list[str]) -> None:
    """Lets a piece's embedding be its label's own direction, which the classifier reads off."""
    import torch

    with torch.no_grad():
        embeddings = model.bert.embeddings
        for table in (embeddings.position_embeddings, embeddings.token_type_embeddings):
            table.weight.zero_()
        embeddings.word_embeddings.weight.zero_()
        for index, piece in enumerate(vocabulary):
            embeddings.word_embeddings.weight[index, LABELS.index(WORDS.get(piece, "O"))] = 1.0
        model.classifier.weight.copy_(torch.eye(len(LABELS), _WIDTH))
        model.classifier.bias.zero_()


@pytest.fixture(scope="session")
def telling_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows ``WORDS``."""
    return make_model(tmp_path_factory.mktemp("telling"), layers=0)


@pytest.fixture(scope="session")
def random_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two layers with random weights."""
    return make_model(tmp_path_factory.mktemp("random"), layers=2)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Callable[[Path], EntityClient]]:
    """Makes clients of the real worker, and ends them."""
    made: list[EntityClient] = []

    def of(model: Path) -> EntityClient:
        made.append(EntityClient(worker(model, tmp_path / "stub"), Patience(start=300)))
        return made[-1]

    yield of
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def telling(telling_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EntityClient]:
    """A client of the model that knows ``WORDS``; tests leave it as it is, since a start takes seconds."""
    client = EntityClient(worker(telling_model, tmp_path_factory.mktemp("stub")), Patience(start=300))
    yield client
    client.close()


def worker(model: Path, stub: Path) -> tuple[str, ...]:
    """The command of the real worker."""
    return (sys.executable, "-P", "-m", "summit_tui.suggest.neural.worker", str(model), str(stub))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it, and no data of camel-tools anywhere."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in [name for name in os.environ if name.startswith(("XDG_", "HF_", "CAMELTOOLS"))]:
        monkeypatch.delenv(name)
    return folder
