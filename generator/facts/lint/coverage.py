"""How many of a page's figures are bound, and to what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.facts.ledger import Figure, Ledger
    from generator.facts.lint.passages import Linted
    from generator.facts.lint.stated import Stated
    from generator.model.dates import Date


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of a text, counted by what they are bound to.

    `baseline` of those that are `unbound` are known from before the site took up the lint. `facts` and `sources` are
    the addresses and ids on which they rest, each once, in the order of the text. `oldest` is the oldest date of the
    facts: when one was known, else the period that it describes.
    """

    figures: int
    to_facts: int
    to_events: int
    to_citations: int
    to_quotations: int
    free: int
    unbound: int
    baseline: int
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    oldest: Date | None

    @property
    def bound(self) -> int:
        """Give how many are bound to something."""
        return self.to_facts + self.to_events + self.to_citations + self.to_quotations

    @property
    def whole(self) -> bool:
        """Tell whether every figure is bound or left free on purpose."""
        return not self.unbound


def coverage(figures: Sequence[Stated], ledger: Ledger, baseline: int = 0) -> Coverage:
    """Count the figures of a text; `baseline` of those that are unbound are known from before."""
    many = Counter(one.bond for one in figures)
    found = _facts(figures, ledger)
    cited = [source for one in figures if one.bond == "citation" for source in one.targets]
    sources = [ref.id.text for figure in found for ref in figure.sources]
    return Coverage(
        figures=len(figures),
        to_facts=many["fact"],
        to_events=many["event"],
        to_citations=many["citation"],
        to_quotations=many["quotation"],
        free=many["free"],
        unbound=many[""],
        baseline=baseline,
        facts=tuple(dict.fromkeys(figure.address for figure in found)),
        sources=tuple(dict.fromkeys([*sources, *cited])),
        oldest=_oldest(found),
    )


def _facts(figures: Iterable[Stated], ledger: Ledger) -> list[Figure]:
    targets = dict.fromkeys(target for one in figures if one.bond == "fact" for target in one.targets)
    found = (ledger.find(target) for target in targets)
    return [one for one in found if not isinstance(one, Fault)]


def _oldest(found: Iterable[Figure]) -> Date | None:
    dates = (figure.as_of or figure.period for figure in found)
    return min((date for date in dates if date is not None), key=lambda date: date.sort_key, default=None)


def coverage_of_articles(found: Iterable[Linted], ledger: Ledger) -> dict[str, Coverage]:
    """Count the figures of each article by its slug, in the order of the site."""
    by_slug: dict[str, list[Linted]] = {}
    for linted in found:
        if linted.passage.owner.kind == "article":
            by_slug.setdefault(linted.passage.owner.id, []).append(linted)
    return {slug: _together(parts, ledger) for slug, parts in by_slug.items()}


def coverage_of_site(found: Iterable[Linted], ledger: Ledger) -> Coverage:
    """Count the figures of all that is judged: articles, pages, events, terms, charts and pictures."""
    return _together(list(found), ledger)


def _together(parts: Sequence[Linted], ledger: Ledger) -> Coverage:
    figures = [one for linted in parts for one in linted.figures]
    return coverage(figures, ledger, sum(len(linted.known) for linted in parts))
