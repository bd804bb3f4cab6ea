"""The figures that a piece of prose states, and what each of them is bound to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from generator.facts.lint.judged import judged
from generator.facts.lint.quoted import quoted_parts
from generator.facts.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.facts.numbers import Phrase
    from generator.model.document import Document, Reference

Bond = Literal["fact", "event", "free", "quotation", "citation", ""]
"""What a figure is bound to; "" for nothing."""

_DIRECT: dict[str, Bond] = {"fact": "fact", "event": "event", "free": "free"}
_offset = attrgetter("offset")
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in prose: where it stands in the plain text of its document, its kind, and what it is bound to.

    `kind` is one of those of bench/lint/README.md, or date or year; "" for what the site supplies, and for a number
    that only its bond makes a figure. `targets` are what it is bound to: the address of a fact, the id of an event, the
    ids of the sources that its sentence cites. `reason` says why a free one is free. `phrase` is the figure with the
    words that belong to it (`770,000 tonnes`), `said` what it says, None where the site supplies it.
    """

    start: int
    end: int
    words: str
    kind: str
    bond: Bond
    targets: tuple[str, ...] = ()
    reason: str = ""
    phrase: str = ""
    said: Phrase | None = None


def stated_figures(document: Document, language: str, *, dates: bool = False) -> tuple[Stated, ...]:
    """Give every figure that a document states, in its order; with `dates` also dates and years.

    A figure is bound to the fact, event or mark of `free:` whose words it touches, to the quotation in which it stands,
    or to a source that is cited behind it in the same sentence, its own or that of a footnote there. A reference to a
    fact without words is a figure too.
    """
    plain = document.plain
    found = judged(document, language, dates=dates)
    direct = [one for one in document.references if one.scheme in _DIRECT and not one.directive]
    supplied = [one for one in direct if one.scheme == "fact" and not one.words]
    if not found and not supplied:
        return ()
    quoted = quoted_parts(document)
    cited = _Citations.of(document)
    stated = [Stated(one.offset, one.offset, "", "", "fact", (one.target,)) for one in supplied]
    for phrase, kind in found:
        start, end = phrase.start, phrase.end
        holder = _touching(direct, start, end)
        if not kind and holder is None:
            continue
        bond, targets, reason = _bond(holder, quoted, cited, start, end)
        whole = plain[start : max(end, phrase.whole_end)]
        stated.append(Stated(start, end, plain[start:end], kind, bond, targets, reason, whole, phrase))
    return tuple(sorted(stated, key=_start))


def _bond(
    holder: Reference | None, quoted: Sequence[tuple[int, int]], cited: _Citations, start: int, end: int
) -> tuple[Bond, tuple[str, ...], str]:
    if holder is not None:
        targets = (holder.target,) if holder.target else ()
        return _DIRECT[holder.scheme], targets, holder.locator if holder.scheme == "free" else ""
    place = bisect_right(quoted, (start, len(cited.plain) + 1)) - 1
    if place >= 0 and quoted[place][1] >= end:
        return "quotation", (), ""
    sources = cited.behind(start)
    return ("citation", sources, "") if sources else ("", (), "")


def _touching(references: Sequence[Reference], start: int, end: int) -> Reference | None:
    """Give the reference whose words share a character with a part of the text. References do not overlap."""
    index = bisect_left(references, end, key=_offset) - 1
    while index >= 0 and not references[index].words:
        index -= 1
    if index < 0:
        return None
    one = references[index]
    return one if one.offset + len(one.words) > start else None


@dataclass(frozen=True, slots=True)
class _Citations:
    """The citations of a document by the sentence that they stand in: pairs (offset, source), in the text's order."""

    plain: str
    starts: tuple[int, ...]
    by_sentence: dict[int, list[tuple[int, str]]]

    @classmethod
    def of(cls, document: Document) -> _Citations:
        """Lay out the citations of a document, those of its footnotes where the footnotes are pointed at."""
        found = sorted(_citations(document))
        if not found:
            return cls(document.plain, (), {})
        starts = tuple(start for start, _ in sentences(document.plain))
        by_sentence: dict[int, list[tuple[int, str]]] = {}
        for offset, source in found:
            # Behind a full stop it stands where the next sentence begins, and belongs to the one before.
            index = bisect_left(starts, offset) - 1
            by_sentence.setdefault(index, []).append((offset, source))
        return cls(document.plain, starts, by_sentence)

    def behind(self, start: int) -> tuple[str, ...]:
        """Give the sources that are cited behind a place, in its sentence."""
        here = self.by_sentence.get(bisect_right(self.starts, start) - 1, ())
        line = self.plain.find("\n", start)
        last = len(self.plain) if line < 0 else line
        return tuple(dict.fromkeys(source for offset, source in here if start < offset <= last))


def _citations(document: Document) -> Iterator[tuple[int, str]]:
    cited = [(one.offset, one.target) for one in document.references if one.scheme == "cite" and not one.directive]
    yield from cited
    notes = {zone.number: _within(cited, zone.start, zone.end) for zone in document.zones if zone.kind == "note"}
    for zone in document.zones:
        if zone.kind == "mark":
            for source in notes.get(zone.number, ()):
                yield zone.start, source


def _within(cited: Iterable[tuple[int, str]], start: int, end: int) -> list[str]:
    return [source for offset, source in cited if start <= offset <= end]
