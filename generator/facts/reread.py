"""Which sentences rest on a fact: what somebody must read again when it changes."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.numbers import language as language_of
from generator.facts.numbers import phrases
from generator.facts.placed import placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.facts.ledger import Ledger
    from generator.facts.numbers import Language
    from generator.facts.placed import Placed
    from generator.facts.prose import Passage


@dataclass(frozen=True, slots=True)
class Resting:
    """A sentence that rests on a fact.

    `on` is the address that was asked for; `through` the derived fact by which it rests on it, or "". `by_words` says
    that it holds words where a figure could stand: no check can tell whether they are still true.
    """

    placed: Placed
    on: str
    through: str
    by_words: bool


def resting(passages: Iterable[Passage], ledger: Ledger, tag: str, addresses: Iterable[str]) -> Iterator[Resting]:
    """Give the sentences that rest on facts, cells or claims, in the order of the site; `tag` is its language.

    An address stands for everything below it: that of a series for its cells, that of a contested fact for its claims.
    """
    wanted = dependents(ledger, addresses)
    ids = {_fact_id(address) for address in wanted}
    language = language_of(tag)
    for passage in passages:
        if not any(_fact_id(reference.target) in ids for reference in passage.document.references):
            continue
        for one in placed(passage, ledger, tag):
            at = one.found.address if one.found is not None else one.reference.target
            met = next((address for address in wanted if one.reference.scheme != "free" and _meet(at, address)), None)
            if met is not None:
                on = wanted[met]
                yield Resting(one, on, "" if on == met else met, _by_words(one, language))


def dependents(ledger: Ledger, addresses: Iterable[str]) -> Mapping[str, str]:
    """Give addresses and the derived facts that rest on them, however far, each with the address it goes back to."""
    used_by = defaultdict(list)
    for id_, inputs in ledger.inputs.items():
        for figure in inputs:
            used_by[figure.fact.id.text].append((figure.address, id_))
    found = {address: address for address in addresses}
    waiting = deque(found)
    while waiting:
        address = waiting.popleft()
        for at, id_ in used_by[_fact_id(address)]:
            if id_ not in found and _meet(at, address):
                found[id_] = found[address]
                waiting.append(id_)
    return found


def _fact_id(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].partition(".")[0]


def _meet(address: str, wanted: str) -> bool:
    """Tell whether an address is another or lies below it, or is a whole of which the other is a part."""
    return (
        address == wanted
        or (address.startswith(wanted) and address[len(wanted)] in ".#?")
        or (wanted.startswith(address) and wanted[len(address)] in ".#?")
    )


def _by_words(one: Placed, language: Language) -> bool:
    words = one.reference.words
    return bool(words) and not phrases(words, language)
