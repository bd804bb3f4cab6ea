"""Whose a claim is, and whether words name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.sentences import sentence_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from generator.model.document import Document, Reference
    from generator.model.fact import Claim, Fact
    from generator.model.person import Person
    from generator.model.site import Site

_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 3
"""Shorter words than this name nobody, unless they stand in capitals (`EU`) or in letters that are words (`日本`)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON: Final = _words(
    "and are for from has his her into its not our own the their them they this that was were who whose with von "
    "van der die das den dem des und del las los les aux sur per over under said says according new old one two "
    "all others official officials spokesman spokeswoman spokesperson people person"
)
"""Words in a name or a role that would be found in any sentence."""

_POINTING: Final = frozenset({"the", "this", "that", "its", "their", "our"})
"""Words before what somebody is, written small: "the union", "the water union"."""

_WHAT_FOR: Final = re.compile(r",|\s(?:of|for|on|in|and|at|to)\s")
"""What parts what an organisation is from what it is for."""

_PRONOUN: Final = re.compile(
    r"\b(?:he|she|they|it|him|his|her|hers|them|their|theirs|its|himself|herself|themselves|itself|who|whose|which|er|"
    r"sie|ihr|ihre|sein|seine|il|elle|ils|elles|leur|leurs)\b",
    re.IGNORECASE,
)
_UNSPACED: Final = frozenset(map(chr, (*range(0x0E00, 0x0F00), *range(0x3040, 0xA000))))
"""Letters that are written without spaces between words: Thai, Lao, and those of Japan and China."""

_LOOK_BACK: Final = 4
"""Sentences before the one with the figure that a chain of pronouns may lead back through."""


@dataclass(frozen=True, slots=True)
class Names:
    """What names whoever makes a claim.

    `whole` are names of several words, `capital` words that count only as they are written there, with a capital,
    `free` those that count in any case, and `initials` those in capitals alone. `heads` say what an organisation is
    ("Union" in "Water Union"): they also count in small letters after an article, and not within another's name.
    All are in small letters.
    """

    whole: frozenset[tuple[str, ...]]
    capital: frozenset[str]
    free: frozenset[str]
    initials: frozenset[str]
    heads: frozenset[str]

    def named(self, text: str) -> bool:
        """Tell whether a text names them."""
        return next(self.places(text), None) is not None

    def places(self, text: str) -> Iterator[int]:
        """Give where in a text their name stands, or a part of it that tells; also with an ending ("Trumps")."""
        found = list(_WORD.finditer(text))
        telling = [(match.start(), match.group().casefold()) for match in found]
        telling = [one for one in telling if one[1] not in _COMMON]
        for place, (start, _) in enumerate(telling):
            if any(_has(telling[place : place + len(name)], name) for name in self.whole):
                yield start
        yield from (match.start() for place, match in enumerate(found) if self._tells(text, found, place))

    def _tells(self, text: str, found: list[re.Match[str]], place: int) -> bool:
        written = found[place].group()
        word = written.casefold()
        if written.isupper() and word in self.initials:
            return True
        if any(_is_form(one, word) for one in self.free):
            return True
        capital = not written[0].islower()
        head = any(_is_form(one, word) for one in self.heads)
        if head and not capital:
            return any(one.group().casefold() in _POINTING for one in found[max(place - 2, 0) : place])
        if head and _of_another(text, found, place, self.capital):
            return False
        return capital and any(_is_form(one, word) for one in self.capital)


def names_for(claim: Claim, fact: Fact, site: Site) -> Names:
    """Give what names whoever makes one of the claims about a fact.

    Of a person these are every name and role; of words in `by` these words, and the publishers of what the claim was
    read in. A name of several capitalised words may also stand as its initials. A word that another claimant's name has
    too, or of an organisation the fact's label, tells nothing alone.
    """
    person = site.people.get(claim.by.text)
    names = list(_own_names(claim, site))
    roles = list(_roles(person, site.people)) if person is not None else []
    printed = list(_publishers(claim, site)) if person is None else []
    others = {one.by.text: one for one in fact.claims if one.by.text != claim.by.text}.values()
    shared = {word.casefold() for one in others for name in _own_names(one, site) for word in _significant(name)}
    if person is None or person.kind != "person":
        shared |= {word.casefold() for word in _WORD.findall(fact.label.text)}
    return _together([*names, *printed], roles, shared, heads=person is None or person.kind != "person")


def _own_names(claim: Claim, site: Site) -> Iterator[str]:
    person = site.people.get(claim.by.text)
    if person is None:
        yield claim.by.text
    else:
        yield person.name.text
        yield from (name.text for name in (person.native_name, *person.aka) if name is not None)


def _together(names: list[str], roles: list[str], shared: set[str], *, heads: bool) -> Names:
    telling = [tuple(_significant(name)) for name in (*names, *roles)]
    single = {words[0] for words in telling if len(words) == 1}
    alone = {word for words in telling for word in words if word.casefold() not in shared} | single
    of_roles = {word for name in roles for word in _significant(name)}
    capital = {word for word in alone if word[0].isupper() and word not in of_roles}
    return Names(
        whole=frozenset(tuple(map(str.casefold, words)) for words in telling if len(words) > 1),
        capital=frozenset(map(str.casefold, capital)),
        free=frozenset(map(str.casefold, alone - capital)),
        initials=frozenset(word for name in (*names, *roles) for word in _initials(name)),
        heads=frozenset(_heads(names, capital - single)) if heads else frozenset(),
    )


def _heads(names: Iterable[str], words: Container[str]) -> Iterator[str]:
    for name in names:
        of_it = _WORD.findall(_WHAT_FOR.split(name, maxsplit=1)[0])
        if of_it and of_it[-1] in words:
            yield of_it[-1].casefold()


def _roles(person: Person, people: Mapping[str, Person]) -> Iterator[str]:
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
    telling = [word for word in words if _is_telling(word) and word.casefold() not in _COMMON]
    yield from telling or words


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORT or word.isupper() or not word.isascii()


def _initials(name: str) -> Iterator[str]:
    letters = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    if len(letters) > 1:
        yield letters.casefold()


def _has(words: list[tuple[int, str]], name: tuple[str, ...]) -> bool:
    return len(words) == len(name) and all(_is_form(one, word) for one, (_, word) in zip(name, words, strict=True))


def _is_form(word: str, other: str) -> bool:
    if any(letter in _UNSPACED for letter in word):
        return word in other
    return other == word or (len(word) > _SHORT and other.startswith(word))


def _of_another(text: str, found: list[re.Match[str]], place: int, own: Container[str]) -> bool:
    """Tell whether a word ends a name that is not theirs: "Union" in "the European Union"."""
    if place == 0:
        return False
    before, here = found[place - 1], found[place]
    word = before.group()
    return (
        text[before.end() : here.start()] == " "
        and word[0].isupper()
        and word.casefold() not in _COMMON
        and word.casefold() not in own
        and _is_telling(word)
    )


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
