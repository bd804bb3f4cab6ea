"""Prose on a page: where its references lead there, and the words that the site supplies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.base import dataclass
from generator.check.references import media_key
from generator.diagnostics import Fault
from generator.facts.placed import worded
from generator.facts.supplied import supplied_words
from generator.render.html import Cited, Link, render_document
from generator.render.paths import path_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.document import Directive, Document, Reference
    from generator.render.citations import Citations
    from generator.render.library import Library
    from generator.render.views import PictureView

    Directives = Callable[[Library, "Setting", Document, Directive, Markup], Markup]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where prose stands.

    `here` is the address of its page, `citations` the page's list of sources if it has one, and `directives` makes
    `:::` blocks where these may stand.
    """

    here: str = ""
    citations: Citations | None = None
    directives: Directives | None = None


ANYWHERE = Setting()


def prose(library: Library, document: Document | None, setting: Setting = ANYWHERE, *, prefix: str = "") -> Markup:
    """Give prose as HTML, with first uses of terms as links; nothing where there is none."""
    if document is None:
        return Markup()
    mentions = library.mentions_of(document)
    return render_document(document, SiteLinks(library, setting, document), mentions=mentions, prefix=prefix)


def title(library: Library, document: Document, setting: Setting = ANYWHERE) -> Markup:
    """Give a title or a question as HTML."""
    return render_document(document, SiteLinks(library, setting, document))


def plain(library: Library, document: Document) -> str:
    """Give prose without markup, with the figures that the site supplies in it."""
    return worded(document, library.ledger, library.language).text


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """How the references of one piece of prose resolve on a page (the protocol `Links`)."""

    library: Library
    setting: Setting
    document: Document

    def link(self, reference: Reference) -> Link | None:
        """Give where a reference leads; None for an address elsewhere, or for what does not exist."""
        if reference.scheme == "fact":
            return self._fact(reference)
        if reference.scheme == "article":
            return self._article(reference)
        if reference.scheme == "path":
            return Link(path_url(self.library, reference.span.path, self.setting.here, reference.target))
        return self._entry(reference)

    def _entry(self, reference: Reference) -> Link | None:
        site, addresses, id_ = self.library.site, self.library.addresses, reference.target
        if reference.scheme == "event" and id_ in site.events:
            return Link(addresses.event(id_), "event", site.events[id_].title.plain)
        if reference.scheme == "term" and id_ in site.terms:
            return Link(addresses.term(id_), "term", site.terms[id_].name.text)
        if reference.scheme == "person" and id_ in site.people:
            return Link(addresses.person(id_), "person", site.people[id_].name.text)
        return None

    def _article(self, reference: Reference) -> Link | None:
        id_, _, fragment = reference.target.partition("#")
        article = self.library.site.articles.get(id_)
        if article is None:
            return None
        url = self.library.addresses.article(id_)
        whole = path_url(self.library, "", url, f"#{fragment}") if fragment else url
        return Link(whole, "article", article.title.plain)

    def _fact(self, reference: Reference) -> Link | None:
        found = self.library.ledger.find(reference.target)
        if isinstance(found, Fault) or found.fact.id.text not in self.library.site.facts:
            return None
        words = supplied_words(found, self.library.language)
        return Link(self.library.addresses.fact(found.address), "fact", words, found.fact.label.text)

    def citation(self, reference: Reference) -> Cited | None:
        """Give a citation as a number of the page's list, or by its publisher where the page has no list."""
        source = self.library.site.sources.get(reference.target)
        if source is None:
            return None
        citations = self.setting.citations
        if citations is None:
            name = source.publisher or next(iter(source.authors), source.title)
            return Cited(name.text, self.library.addresses.source(reference.target), "", source.title.text)
        number, use = citations.cite(reference.target)
        # In a feed the list of sources is not there: its numbers lead to the page that has it.
        page = self.setting.here if "://" in self.setting.here else ""
        return Cited(str(number), f"{page}#cite-{number}", f"cite-{number}-{use}", source.title.text)

    def picture(self, reference: Reference) -> PictureView | None:
        """Give an image of content/media/."""
        from generator.render.pictures import picture_view  # noqa: PLC0415 - captions of pictures are prose

        return picture_view(self.library, media_key(reference.span.path, reference.target), reference.words)

    def figure(self, picture: PictureView) -> Markup:
        """Give the HTML of an image that stands alone, by a template of the theme."""
        made = self.library.theme.render("directives/image.html", {"picture": picture}, self.setting.here)
        return Markup(made) if isinstance(made, str) else Markup()  # noqa: S704 - the theme escapes what it is given

    def term(self, term_id: str) -> Link | None:
        """Give the place of a term in the glossary; its own entry does not link to itself."""
        term = self.library.site.terms.get(term_id)
        if term is None or term.definition is self.document:
            return None
        return Link(self.library.addresses.term(term_id), "term")

    def directive(self, directive: Directive, inside: Markup) -> Markup:
        """Give a `:::` block; where none may stand, which is an error, only what is inside."""
        make = self.setting.directives
        return inside if make is None else make(self.library, self.setting, self.document, directive, inside)
