"""Whose a claim is, and whether words name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.facts.sentences import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.document import Document, Reference
    from generator.model.fact import Claim
    from generator.model.person import Person
    from generator.model.site import Site

_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 3
"""Shorter words than this name nobody, unless they stand in capitals (`EU`) or in letters that are words (`日本`)."""

_COMMON: Final = frozenset(
    [
        "and",
        "are",
        "for",
        "from",
        "has",
        "his",
        "her",
        "into",
        "its",
        "not",
        "our",
        "own",
        "the",
        "their",
        "them",
        "they",
        "this",
        "that",
        "was",
        "were",
        "who",
        "whose",
        "with",
        "von",
        "van",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "und",
        "del",
        "las",
        "los",
        "les",
        "aux",
        "sur",
        "per",
        "over",
        "under",
        "said",
        "says",
        "according",
        "new",
        "old",
        "one",
        "two",
        "all",
        "others",
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "people",
        "person",
    ]
)
"""Words in a name or a role that would be found in any sentence."""

_PRONOUN: Final = re.compile(
    r"\b(?:he|she|they|it|him|his|her|hers|them|their|theirs|its|himself|herself|themselves|itself|who|whose|which|er|"
    r"sie|ihr|ihre|sein|seine|il|elle|ils|elles|leur|leurs)\b",
    re.IGNORECASE,
)
_UNSPACED: Final = frozenset(map(chr, (*range(0x0E00, 0x0F00), *range(0x3040, 0xA000))))
"""Letters that are written without spaces between words: Thai, Lao, and those of Japan and China."""

_LOOK_BACK: Final = 4
"""Sentences before the one with the figure that a chain of pronouns may lead back through."""


def names_for(claim: Claim, site: Site) -> frozenset[str]:
    """Give the words of which any one names whose a claim is, in small letters.

    Of a person these are the words of every name and role; of words in `by` these words, and the publishers of what the
    claim was read in. A name of several capitalised words may also stand as its initials.
    """
    person = site.people.get(claim.by.text)
    names = list(_of_person(person, site.people)) if person is not None else [claim.by.text, *_publishers(claim, site)]
    return frozenset(word for name in names for word in (*_significant(name), *_initials(name)))


def _of_person(person: Person, people: Mapping[str, Person]) -> Iterator[str]:
    yield person.name.text
    yield from (name.text for name in (person.native_name, *person.aka) if name is not None)
    for role in person.roles:
        yield role.role.text
        if role.at is not None:
            place = people.get(role.at.text)
            yield place.name.text if place is not None else role.at.text


def _publishers(claim: Claim, site: Site) -> Iterator[str]:
    for ref in claim.sources:
        source = site.sources.get(ref.id.text)
        if source is not None and source.publisher is not None:
            person = site.people.get(source.publisher.text)
            yield person.name.text if person is not None else source.publisher.text


def _significant(name: str) -> Iterator[str]:
    words = _WORD.findall(name)
    telling = [word for word in words if _tells(word) and word.casefold() not in _COMMON]
    yield from (word.casefold() for word in telling or words)


def _tells(word: str) -> bool:
    return len(word) >= _SHORT or word.isupper() or not word.isascii()


def _initials(name: str) -> Iterator[str]:
    letters = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    if len(letters) > 1:
        yield letters.casefold()


def named(words: frozenset[str], text: str) -> bool:
    """Tell whether a text has one of the words, also with an ending ("Trumps"), or among letters without spaces."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return bool(found & words) or any(_is_form(word, other) for word in words for other in found)


def _is_form(word: str, other: str) -> bool:
    if any(letter in _UNSPACED for letter in word):
        return word in other
    return len(word) > _SHORT and other.startswith(word)


def spoken_around(document: Document, reference: Reference) -> Iterator[tuple[str, frozenset[str]]]:
    """Give the sentence of a reference, and those before it while a pronoun leads back, each with the people linked."""
    text, offset = document.plain, reference.offset
    for _ in range(_LOOK_BACK):
        start, end = sentence_at(text, offset)
        sentence = text[start:end]
        yield sentence, _people_in(document.references, start, end)
        if start == 0 or _PRONOUN.search(sentence) is None:
            return
        offset = len(text[:start].rstrip()) - 1
        if offset < 0:
            return


def _people_in(references: Iterable[Reference], start: int, end: int) -> frozenset[str]:
    return frozenset(r.target for r in references if r.scheme == "person" and start <= r.offset < end)
