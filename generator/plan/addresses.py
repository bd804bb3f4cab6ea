"""Where everything is on the site: addresses begin at the host's root, after the base path."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.base import dataclass
from generator.plan.further import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Addresses:
    """Gives addresses. `base_url` is the whole address of the home page, `base_path` its path ("/" or "/sub/").

    `events` and `terms` tell on which page of the timeline and of the glossary an entry stands, by its id.
    """

    base_url: str
    base_path: str
    events: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """Give the address of an output's path: a folder's for `index.html`."""
        return self.base_path + path.removesuffix("index.html")

    def absolute(self, url: str) -> str:
        """Give the whole address of one that begins at the host's root."""
        return self.base_url + url.removeprefix(self.base_path)

    def article(self, slug: str) -> str:
        """Give the address of an article or a page."""
        return f"{self.base_path}{slug}/"

    def fact(self, address: str) -> str:
        """Give the page of a fact; a cell's or a claim's address leads to its part of the page."""
        id_, _, part = address.replace("#", ".", 1).partition(".")
        kind = "claim" if "#" in address else "cell"
        anchor = f"#{kind}-{part.replace('.', '-')}" if part else ""
        return f"{self.base_path}facts/{id_}/{anchor}"

    def citation(self, url: str, ending: str) -> str:
        """Give the file that says how the page at an address is cited: `bib` or `json`."""
        return f"{url}cite.{ending}"

    def fact_data(self, id_: str, kind: str) -> str:
        """Give the file of a fact for programs; `kind` is json or csv."""
        return f"{self.base_path}facts/{id_}/data.{kind}"

    def embed(self, id_: str) -> str:
        """Give the page of a fact that other sites show in a frame."""
        return f"{self.base_path}embed/{id_}/"

    def event(self, id_: str) -> str:
        """Give an event's place on the timeline."""
        return f"{self.part('timeline', self.events.get(id_, ''))}#event-{id_}"

    def term(self, id_: str) -> str:
        """Give a term's place in the glossary."""
        return f"{self.part('glossary', self.terms.get(id_, ''))}#term-{id_}"

    def part(self, section: str, key: str) -> str:
        """Give a page of a list by the key of its part, "" for the first."""
        return f"{self.base_path}{section}/{key}/" if key else f"{self.base_path}{section}/"

    def users(self, kind: str, id_: str) -> str:
        """Give the list of all places that use an entry, for one that is used in many."""
        return f"{self.base_path}{FOLDERS[kind]}/{id_}/used-in/"

    def person(self, id_: str) -> str:
        """Give the page of a person, organisation or state."""
        return f"{self.base_path}people/{id_}/"

    def quotes(self, id_: str) -> str:
        """Give the list of all words of somebody who said much."""
        return f"{self.base_path}people/{id_}/quotes/"

    def source(self, id_: str) -> str:
        """Give the page of a source."""
        return f"{self.base_path}sources/{id_}/"

    def topic(self, tag: str) -> str:
        """Give the page of a topic."""
        return f"{self.base_path}topics/{tag}/"

    def media(self, key: str) -> str:
        """Give the address of an image."""
        return f"{self.base_path}media/{quote(key)}"

    def asset(self, name: str) -> str:
        """Give the address of a file of the theme."""
        return f"{self.base_path}assets/{name}"
