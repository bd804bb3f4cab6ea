"""Where prose uses a term of the glossary for the first time, so that it can link there by itself."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from generator.model.document import Document
    from generator.model.term import Term

_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"[\w]|[-\u2010\u2011](?=\w)")
"""What may not follow a whole word: `rice` is no word of `rice-levy`."""

_QUOTES: Final = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "\u300c": "\u300d"}
_QUOTE = re.compile('["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d]')


@dataclass(frozen=True, slots=True)
class Mention:
    """The first use of a term in a section.

    `block` is the place of an `inline` token in the document's tokens. `start` and `end` are places in its children:
    pairs (child, offset in its content); a name that runs over a line's end begins in one text and ends in another.
    """

    term_id: str
    block: int
    start: tuple[int, int]
    end: tuple[int, int]
    section: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a term: in small letters, and as it must stand if its case counts. `term_id` is "" for no link."""

    lowered: str
    exact: str | None
    head: int
    term_id: str
    smart: bool


@dataclass(frozen=True, slots=True)
class Matcher:
    """Every form of every term, grouped by its first word, longest first. Build it with `build_matcher`."""

    forms: Mapping[str, tuple[_Form, ...]] = field(repr=False)


def build_matcher(terms: Iterable[Term]) -> Matcher:
    """Prepare the names and aliases of terms for finding; those that never link only keep shorter names from linking.

    Case rules: `exact` takes the written case, `any` every case, and `smart` is exact for a name that has a capital
    after its first letter, any otherwise. `smart` and `any` take the plural endings -s and -es.
    """
    groups: dict[str, list[_Form]] = {}
    for term in terms:
        for name in (term.name, *term.aliases):
            for form in _forms(" ".join(name.text.split()), term):
                first = _WORD.search(form.lowered)
                if first is not None:
                    groups.setdefault(first.group(), []).append(form)
    return Matcher({first: tuple(sorted(forms, key=_longest)) for first, forms in groups.items()})


def _longest(form: _Form) -> int:
    return -len(form.lowered)


def _forms(name: str, term: Term) -> Iterator[_Form]:
    """Give the forms of a name, plurals included."""
    first = _WORD.search(name)
    head = first.start() if first else 0
    exact = term.case == "exact" or (term.case == "smart" and any(letter.isupper() for letter in name[head + 1 :]))
    term_id = term.id.text if term.link == "first" else ""
    for ending in ("",) if term.case == "exact" else ("", "s", "es"):
        written = name + ending
        yield _Form(_lower(written), written if exact else None, head, term_id, term.case == "smart")


def _lower(text: str) -> str:
    """Give a text in small letters of the same length (`İ` alone would give two)."""
    lowered = text.lower().replace("\u00a0", " ")
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def mentions(document: Document, matcher: Matcher) -> tuple[Mention, ...]:
    """Give the first use of each term in each section of a document.

    A heading begins a section; a question card is a text of its own. Headings, links, code and quotations are passed
    over. A link to `term:` counts as the first use.
    """
    walk = _Walk(document, matcher)
    for place, token in enumerate(document.tokens):
        if token.type == "inline":
            if not walk.closed:
                walk.read_inline(place, token.children or ())
        else:
            walk.read_frame(token)
    return tuple(walk.found)


@dataclass(slots=True)
class _Walk:
    """The state of one walk: what was found, which terms the section has, and how many quotations are open."""

    document: Document
    matcher: Matcher
    found: list[Mention] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    section: str = ""
    outer: list[tuple[str, set[str], int]] = field(default_factory=list)
    closed: int = 0

    def read_frame(self, token: Token) -> None:
        """Follow the frames that begin sections or close their text to links."""
        if token.type == "heading_open":
            self.section, self.seen = token.meta.get("id", ""), set()
        if token.type in {"heading_open", "blockquote_open"}:
            self.closed += 1
        elif token.type in {"heading_close", "blockquote_close"}:
            self.closed -= 1
        elif token.type == "directive_open":
            self._open_directive(token)
        elif token.type == "directive_close":
            self.section, self.seen, self.closed = self.outer.pop()

    def _open_directive(self, token: Token) -> None:
        self.outer.append((self.section, self.seen, self.closed))
        directive = self.document.directives[token.meta["directive"]]
        card = self.document.card(directive)
        if card is not None:
            self.section, self.seen = card.id, set()
        self.closed += directive.name == "quote"

    def read_inline(self, place: int, children: Sequence[Token]) -> None:
        """Find the terms in the text of one block."""
        links = 0
        closer = ""
        pieces: list[int] = []
        for index, child in enumerate((*children, None)):
            if child is not None and not links and child.type in {"text", "softbreak"}:
                pieces.append(index)
                continue
            if pieces:
                closer = self._read_pieces(place, children, pieces, closer)
                pieces = []
            if child is not None and child.type in {"link_open", "link_close"}:
                links += child.nesting
                self._note_link(child)

    def _note_link(self, token: Token) -> None:
        reference = token.meta.get("reference")
        if reference is not None and self.document.references[reference].scheme == "term":
            self.seen.add(self.document.references[reference].target)

    def _read_pieces(self, place: int, children: Sequence[Token], pieces: Sequence[int], closer: str) -> str:
        """Find the terms in neighbouring pieces of text; give the quotation mark that is still to come, or ""."""
        written = "".join(children[piece].content or " " for piece in pieces)
        lowered = _lower(written)
        quoted, closer = _quoted(written, closer)
        if self.matcher.forms.keys().isdisjoint(_WORD.findall(lowered)):
            return closer
        position = 0
        for word in _WORD.finditer(lowered):
            forms = self.matcher.forms.get(word.group())
            if forms is None or word.start() < position:
                continue
            match = _match(forms, written, lowered, word.start())
            if match is None or any(start <= word.start() < end for start, end in quoted):
                continue
            start, position, term_id = match
            if term_id and term_id not in self.seen:
                self.seen.add(term_id)
                spots = _spot(children, pieces, start), _spot(children, pieces, position - 1)
                end = (spots[1][0], spots[1][1] + 1)
                self.found.append(Mention(term_id, place, spots[0], end, self.section))
        return closer


def _is_written(words: str, form: _Form) -> bool:
    """Tell whether words are a form in its own capitals; its first letter may be one, as at the head of a sentence."""
    first = form.head
    return form.exact is not None and (
        words == form.exact
        or (form.smart and words[first].lower() == form.exact[first] and words[first + 1 :] == form.exact[first + 1 :])
    )


def _match(forms: Sequence[_Form], written: str, lowered: str, head: int) -> tuple[int, int, str] | None:
    """Give where the longest form that stands here begins and ends, and its term."""
    for form in forms:
        start = head - form.head
        end = start + len(form.lowered)
        if start < 0 or not lowered.startswith(form.lowered, start):
            continue
        if form.exact is not None and not _is_written(written[start:end].replace("\u00a0", " "), form):
            continue
        if _is_whole(lowered, start, end):
            return start, end, form.term_id
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word or hyphen runs on before or behind."""
    if _JOINED.match(text, end):
        return False
    before = text[max(start - 2, 0) : start]
    if before and before[-1] in "-\u2010\u2011":
        return not before[0].isalnum()
    return not _WORD.fullmatch(before[-1:])


def _quoted(text: str, closer: str) -> tuple[list[tuple[int, int]], str]:
    """Give the stretches within quotation marks, and the closing mark that is still to come."""
    stretches: list[tuple[int, int]] = []
    start = 0
    for mark in _QUOTE.finditer(text):
        if closer and mark.group() == closer:
            stretches.append((start, mark.start()))
            closer = ""
        elif not closer and mark.group() in _QUOTES:
            closer, start = _QUOTES[mark.group()], mark.end()
    if closer:
        stretches.append((start, len(text)))
    return stretches, closer


def _spot(children: Sequence[Token], pieces: Sequence[int], position: int) -> tuple[int, int]:
    """Give the child and the offset in it of a character of the joined pieces."""
    for piece in pieces:
        length = len(children[piece].content) or 1
        if position < length:
            return piece, position
        position -= length
    return pieces[-1], len(children[pieces[-1]].content)
