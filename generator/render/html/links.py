"""What the rendering of prose asks of the site: where a reference leads, and what stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.model.document import Directive, Reference
    from generator.render.views import PictureView


_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reference leads. `kind` is the link's class in HTML ("fact", "term", ...), or "".

    `words` stand where the author wrote none; `title` is a tooltip; `after` is HTML behind the link, such as a button.
    """

    url: str
    kind: str = ""
    words: str = ""
    title: str = ""
    after: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as shown: its words (a number), where it leads, the id that a back link needs, and its name."""

    words: str
    url: str
    id: str = ""
    title: str = ""


class Links(Protocol):
    """How references resolve. None stands for plain words, or for nothing where there are none."""

    def link(self, reference: Reference) -> Link | None:
        """Give where a fact, event, term, person, article, path or url leads; None for a url means its own address.

        A figure that is free leads nowhere.
        """

    def citation(self, reference: Reference) -> Cited | None:
        """Give how a citation is shown."""

    def picture(self, reference: Reference) -> PictureView | None:
        """Give the image at a path; the author's words for it go before its own."""

    def figure(self, picture: PictureView) -> Markup:
        """Give the HTML of an image that stands alone, with its caption and credit."""

    def term(self, term_id: str) -> Link | None:
        """Give where the first use of a term leads."""

    def directive(self, directive: Directive, inside: Markup) -> Markup:
        """Give the HTML of a `:::` block; `inside` is that of what stands in it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the page's language around prose."""

    table: str = "Table"
    footnotes: str = "Footnotes"
    footnote: str = "Footnote"
    back: str = "Back to the text"
