"""What sources are worth: which speak at first hand, which only pass on, and which lead back to this very site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.facts.ledger import Figure
    from generator.model.config import Config
    from generator.model.person import Person
    from generator.model.source import Source, SourceRef
    from generator.model.text import Text

FIRST_HAND = frozenset({"data", "law", "judgment", "interview", "poll", "file"})
"""Kinds that are the thing itself; a report, a web page or a book tells of something unless it says `primary: yes`."""


_PORT = re.compile(r":(?:80|443)?$")
_ARCHIVED = re.compile(
    r"(?:web\.archive\.org/web|archive\.(?:org|today|ph|is|li|md|vn|fo))/(?:[^/]+/)?(?P<url>https?:/?/?.+)",
    re.IGNORECASE,
)


def is_primary(source: Source) -> bool:
    """Tell whether a source speaks at first hand: as it says itself, else by its kind, unless it cites another."""
    if source.primary is not None:
        return source.primary
    return source.kind in FIRST_HAND and not source.cites


def origins(source: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Give the ids of all that a source rests on, by `cites` and what these cite in turn, without itself."""
    found: set[str] = set()
    waiting = [source]
    while waiting:
        known = sources.get(waiting.pop())
        fresh = [ref.id.text for ref in known.cites if ref.id.text not in found] if known is not None else []
        found.update(fresh)
        waiting += fresh
    return frozenset(found - {source})


def rests_on_one(refs: Iterable[SourceRef], sources: Mapping[str, Source]) -> bool:
    """Tell whether a statement rests on one secondary source only.

    Of two sources of which one cites the other only the cited one counts: they are one voice.
    """
    ids = list(dict.fromkeys(ref.id.text for ref in refs if ref.id.text in sources))
    if any(is_primary(sources[id_]) for id_ in ids):
        return False
    named = frozenset(ids)
    voices = [id_ for id_ in ids if not (sources[id_].cites and origins(id_, sources) & named)]
    return len(voices) == 1 or _have_one_origin(voices, sources)


def _have_one_origin(voices: list[str], sources: Mapping[str, Source]) -> bool:
    """Tell whether all of some sources pass on, at whatever distance, what one and the same source says."""
    first = [frozenset(id_ for id_ in origins(voice, sources) if not _cites(id_, sources)) for voice in voices]
    return all(first) and len(frozenset().union(*first)) == 1


def _cites(id_: str, sources: Mapping[str, Source]) -> bool:
    return id_ in sources and bool(sources[id_].cites)


def stands_alone(figure: Figure, sources: Mapping[str, Source]) -> bool:
    """Tell whether a figure is to be marked as resting on one secondary source.

    A claim is somebody's word, and a derived figure's inputs are marked themselves.
    """
    if figure.claim is not None or figure.fact.derive is not None or figure.value is None:
        return False
    return rests_on_one(figure.sources, sources)


def names_of_people(people: Mapping[str, Person]) -> dict[str, frozenset[str]]:
    """Give, for every name of somebody in small letters, all names of those who bear it: id, name, native name, aka."""
    found: dict[str, frozenset[str]] = {}
    for person in people.values():
        known = (person.id, person.name, *((person.native_name,) if person.native_name else ()), *person.aka)
        names = frozenset(_spelt(name.text) for name in known)
        found |= {name: found.get(name, frozenset()) | names for name in names}
    return found


def names_of(text: Text, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give every name of whoever a text means, in small letters; of words that are nobody's the words themselves."""
    words = _spelt(text.text)
    return known.get(words, frozenset({words}))


def _spelt(name: str) -> str:
    """Give a name in small letters with single spaces, and `Lee, Ann` as `ann lee`."""
    last, comma, first = " ".join(name.casefold().split()).partition(", ")
    return f"{first} {last}" if comma and "," not in first else last + comma + first


def makers(source: Source, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give every name of those who wrote or published a source, in small letters."""
    texts = (*source.authors, *((source.publisher,) if source.publisher is not None else ()))
    return frozenset(name for text in texts for name in names_of(text, known))


def is_on_site(source: Source, config: Config) -> bool:
    """Tell whether a source's address, or that of its copy, is one of this site, however it is spelt or archived."""
    home = _bare(config.base_url)
    urls = [text.text for text in (source.url, source.archive_url) if text is not None]
    return bool(config.base_url.strip("/")) and any(f"{_bare(url)}/".startswith(home) for url in urls)


def _bare(url: str) -> str:
    """Give host and path of an address, of an archived page that which was archived: without `www.` and port."""
    address = unquote(url.partition("://")[2].partition("#")[0].partition("?")[0])
    copied = _ARCHIVED.match(address)
    if copied is not None:
        return _bare(copied["url"])
    host, slash, path = address.partition("/")
    host = host.rpartition("@")[2].casefold()
    name = _PORT.sub("", host).rstrip(".").removeprefix("www.")
    return f"{name}{slash}{path}"


def is_by_publisher(source: Source, config: Config, known: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a source that passes on what others found is published, or written, by this site's publisher.

    What the publisher found out itself (its interviews, its data, and whatever says `primary: yes`) is no circle.
    """
    if config.publisher is None or is_primary(source):
        return False
    return bool(names_of(config.publisher.name, known) & makers(source, known))
