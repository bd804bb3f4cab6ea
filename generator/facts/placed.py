"""Figures where prose has them: each with its sentence, in the order in which a reader meets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.facts.sentences import sentence_at
from generator.facts.supplied import lacks_words, supplied_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.ledger import Figure, Ledger
    from generator.facts.prose import Passage
    from generator.model.document import Document, Reference


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in prose: the reference that holds it (to a fact, or free), its sentence and its words.

    Words that the page supplies stand in both. What a block (`::: facts`) shows has no words, and the block's name for
    a sentence. `found` is None for a free figure, for a whole series, and for a reference that leads nowhere.
    """

    passage: Passage
    reference: Reference
    sentence: str
    words: str
    found: Figure | None


@dataclass(frozen=True, slots=True)
class Worded:
    """A document's plain text with the figures that the page supplies.

    `places` are where each reference stands in it; `added` how many characters were supplied at which offset of the
    plain text.
    """

    text: str
    places: tuple[int, ...]
    added: tuple[tuple[int, int], ...]

    def sentence(self, offset: int) -> str:
        """Give the sentence around an offset of the plain text."""
        start, end = sentence_at(self.text, offset + sum(size for at, size in self.added if at <= offset))
        return _tidied(self.text[start:end])


_GAP: Final = re.compile(r" +(?=[.,](?:\s|\Z))| (?= )")
"""Spaces that a citation leaves behind, which has no words in the plain text."""


def _tidied(sentence: str) -> str:
    return _GAP.sub("", sentence)


def worded(document: Document, ledger: Ledger, language: str) -> Worded:
    """Give a document's plain text with the figures that the page supplies in it."""
    parts: list[str] = []
    places: list[int] = []
    added: list[tuple[int, int]] = []
    plain = document.plain
    at = shift = 0
    for reference in document.references:
        places.append(reference.offset + shift)
        if lacks_words(reference):
            found = ledger.find(reference.target)
            words = "" if isinstance(found, Fault) else supplied_words(found, language)
            here = max(reference.offset, at)
            parts += [plain[at:here].ljust(here - at), words]  # spaces at the end of a text are not kept in it
            at = here
            shift += len(words)
            added.append((here, len(words)))
    return Worded("".join([*parts, plain[at:]]), tuple(places), tuple(added))


def placed(passage: Passage, ledger: Ledger, language: str) -> Iterator[Placed]:
    """Give the figures of a passage that are bound to facts, and those that are left free on purpose."""
    text = worded(passage.document, ledger, language)
    for reference, place in zip(passage.document.references, text.places, strict=True):
        if reference.scheme not in {"fact", "free", "series", "chart"}:
            continue
        found = ledger.find(reference.target) if reference.scheme != "free" else None
        figure = None if isinstance(found, Fault) else found
        if reference.directive:
            if figure is not None or reference.target.partition(".")[0] in ledger.facts:
                yield Placed(passage, reference, f"::: {reference.directive}", "", figure)
            continue
        words = reference.words
        if lacks_words(reference) and figure is not None:
            words = supplied_words(figure, language)
        start, end = sentence_at(text.text, place)
        yield Placed(passage, reference, _tidied(text.text[start:end]), words, figure)
