"""The one table of codes: every problem that Factbox can report, how bad it is by default, and the usual remedy."""

from __future__ import annotations

from enum import StrEnum

from generator.base import dataclass


class Severity(StrEnum):
    """How bad a problem is: errors stop a build, warnings only with `--strict`, notes never; off is not shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: `title` names it in a few words, `hint` says the usual remedy.

    `fixed` codes keep their severity whatever config.yaml says: a site that has them cannot be read or written. Those
    that are off are told only where config.yaml asks for them.
    """

    name: str
    severity: Severity
    title: str
    hint: str = ""
    fixed: bool = False


def _error(name: str, title: str, hint: str = "", *, fixed: bool = False) -> Code:
    return Code(name, Severity.ERROR, title, hint, fixed)


def _warning(name: str, title: str, hint: str = "") -> Code:
    return Code(name, Severity.WARNING, title, hint)


def _note(name: str, title: str, hint: str = "") -> Code:
    return Code(name, Severity.NOTE, title, hint)


def _off(name: str, title: str, hint: str = "") -> Code:
    return Code(name, Severity.OFF, title, hint)


_TABLE = (
    # reading files
    _error("E-YAML", "YAML that cannot be read", fixed=True),
    _error("E-YAML-DUP", "The same key twice", "keep one of the two", fixed=True),
    _error("E-YAML-ALIAS", "An alias that multiplies or contains itself", "write the values out", fixed=True),
    _error("E-YAML-TAG", "A YAML tag", "remove the tag; Factbox reads plain text, lists and mappings only", fixed=True),
    _error("E-YAML-CHAR", "A character that YAML text may not hold", fixed=True),
    _warning("W-YAML-COMMENT", "Words lost to a comment", "put the value in quotes"),
    _error("E-ENCODING", "A file that is not UTF-8", "save the file as UTF-8", fixed=True),
    _error("E-SHAPE", "A file of the wrong shape", fixed=True),
    _error("E-DEPTH", "Nesting that is too deep", fixed=True),
    _error("E-LIMIT", "Something larger than its limit", fixed=True),
    _error("E-CHAR", "A character that does not belong here"),
    _error("E-CSV", "A table that cannot be read", fixed=True),
    _error("E-SYMLINK", "A link where a file should be", "put the file itself there", fixed=True),
    _error("E-NOT-FILE", "Something that is not a plain file", "put a plain file there, or remove it", fixed=True),
    _warning("W-FILE-UNKNOWN", "A file that Factbox does not read", "move it out of content, or remove it"),
    # keys and values
    _error("E-CONFIG", "A mistake in config.yaml", fixed=True),
    _warning("W-CONFIG", "A setting that has no effect", "remove it"),
    _error("E-REQUIRED", "A required key is missing", fixed=True),
    _error("E-UNKNOWN", "A key that Factbox does not know", fixed=True),
    _error("E-TYPE", "A value of the wrong type", fixed=True),
    _error("E-EMPTY", "A value without any words", fixed=True),
    _error("E-VALUE", "A value that cannot be read", fixed=True),
    _error("E-DATE", "A date that cannot be read", fixed=True),
    _error("E-UNIT", "A unit that cannot be used like this", fixed=True),
    _error("E-ID", "An id that is not made of a-z, 0-9 and hyphens", fixed=True),
    _error("E-ID-DUP", "The same id twice", "rename one of the two", fixed=True),
    _error("E-CELL", "A key of a series that it does not have"),
    # prose
    _error("E-REF-FORM", "A reference that cannot be read", "write it as [words](fact:id)"),
    _error("E-DIRECTIVE", "A ::: block that cannot be read", fixed=True),
    _error("E-HTML", "HTML in prose", "write it in Markdown; for a plain `<` write \\<, or put it in `backticks`"),
    _error("E-LINK", "A link to where none may lead", fixed=True),
    _error("E-THIRD-PARTY", "Something loaded from another host", "put the file into content/media/"),
    _error("E-TABLE", "A table that loses words"),
    _error("E-BIDI", "An invisible character in code", "remove it"),
    _warning("W-BIDI", "An invisible character in text", "remove it, unless the text runs from right to left"),
    _warning("W-CONFUSABLE", "A host that looks like another", "make sure that it is the one you mean"),
    _warning("W-FENCE", "A block of code that is never closed"),
    _error("E-HEADING-EMPTY", "A heading without words", "write its words, or remove it"),
    _error("E-HEADING-ID", "A heading with an id in brackets", "remove the curly brackets and what is in them"),
    _warning("W-HEADING-LEVEL", "A heading of the wrong level"),
    # references
    _error("E-REF", "A reference to something that does not exist"),
    _error("E-REF-AMBIGUOUS", "A reference that could mean several things", "name the one that is meant"),
    _error("E-REF-CASE", "A link that differs from its target in capitals", "write it as the target is written"),
    _error("E-REF-CYCLE", "References that go in a circle", "take one of them out"),
    _error("E-REF-DRAFT", "A public link to something unpublished", "publish it first, or take the link out"),
    _error("E-ANCHOR", "A link to a part of a page that is not there"),
    _error("E-ASSET", "A file that is not there"),
    _error("E-ASSET-TYPE", "A file that is not what its name says", "save it anew in the form that its name says"),
    _error("E-ASSET-LIMIT", "A picture that is too large", "make it smaller"),
    _error("E-SVG", "A drawing that does more than draw", "export it as a plain SVG, or as a PNG"),
    _error("E-EXIF", "A photograph that tells where it was taken", "save it without its location"),
    _error("E-ALT", "An image without words for those who cannot see it"),
    _off("N-WORDS", "A reference to a fact without words of yours", "`factbox check --fix` writes them in"),
    # figures in prose
    _warning("W-FIGURE-UNBOUND", "A figure that nothing stands behind"),
    _note("N-FIGURE-FREE", "A figure left free without need"),
    _warning("W-BASELINE", "A line of figures.baseline that cannot be read", "remove it"),
    _note("N-REREAD", "Words that rest on what changed", "read the sentence again; the next release ends this note"),
    # what statements rest on
    _error("E-DERIVE", "A formula that cannot be worked out"),
    _error("E-FIGURE", "Words that do not say what their fact says", "write what the fact says"),
    _warning("W-PERIOD-OTHER", "A figure of another year than its sentence"),
    _error("E-SOURCE-MISSING", "A statement without a source", "add `source:` with a source's id"),
    _error("E-PERIOD-MISSING", "A measured figure that does not say when", "add `period:`, `as_of:` or `since:`"),
    _warning(
        "W-PERIOD-MISSING", "A number that does not say when", "add `since:` where a rule fixes it, else `as_of:`"
    ),
    _warning("W-FUTURE", "A date that is yet to come", "to keep it back until then, add `publish_at:`"),
    _error("E-CLAIM-UNNAMED", "A claim in prose without the name of whoever makes it"),
    _error("E-SOURCE-SELF", "A source that is this very site", "name what the figure was taken from"),
    _warning(
        "W-SOURCE-CIRCULAR",
        "A source that leads back to this site or its author",
        "name what they found it in, or write `primary: yes` in the source if they found it out themselves",
    ),
    _off("N-SOURCE-SINGLE", "A figure with one secondary source", "add a second source, or one at first hand"),
    _off("N-SOURCE-ACCESSED", "A web page without the day on which it was read", "add `accessed:`"),
    _warning("W-LINK-GONE", "An address elsewhere that is gone", "mend it, or name a copy with `archive_url:`"),
    _warning("W-LINK-MOVED", "An address elsewhere that has moved"),
    _note("N-LINK-UNKNOWN", "An address elsewhere that could not be checked", "look for yourself"),
    _warning(
        "W-OVERDUE", "A review that is overdue", "look at it again, then move `review_by:`, `as_of:` or `period:` on"
    ),
    _warning("W-SOURCE-UNUSED", "A source that nothing rests on", "cite it, or remove it"),
    _warning("W-TERM-UNUSED", "A term that no page uses", "use it, or remove it"),
    _warning("W-FACT-UNUSED", "A fact that nothing refers to", "refer to it, or remove it"),
    _warning("W-UNUSED", "An entry that nothing shows", "use it, or remove it"),
    _error("E-TERM-AMBIGUOUS", "Two terms of one name", "take the name out of one of them"),
    _warning("W-PERSON", "A name that is probably a misspelt id", "write the person's id, or the name in full"),
    _note("N-UNIT", "A unit that is not declared", "declare it in content/units.yaml to give its words and what it is"),
    # addresses
    _error("E-SLUG", "An address that is unsafe", "use a-z, 0-9 and hyphens", fixed=True),
    _error("E-SLUG-PORTABLE", "An address that not every machine can store", "choose another", fixed=True),
    _error("E-SLUG-LIMIT", "An address that is too long", "shorten it", fixed=True),
    _error("E-SLUG-RESERVED", "An address that is taken", "choose another `slug:`", fixed=True),
    _error("E-URL-CLASH", "Two pages with one address", "change the `slug:` of one of them", fixed=True),
    _error(
        "E-REDIRECT", "An old address that cannot lead here", "write a path of this site, such as `/old/`", fixed=True
    ),
    _error("E-HEADERS", "A file for hosts that they would not read to its end"),
    _warning("W-REDIRECTS", "An old address that the host does not lead on from"),
    # what was published
    _error(
        "E-LOCK",
        "A lock that is damaged",
        "put factbox.lock back as it was; only `factbox release` writes it",
        fixed=True,
    ),
    _error("E-CHANGE-SILENT", "A published value that changed without a word", fixed=True),
    _error("E-CHANGE-UNIT", "A published unit that became another", fixed=True),
    _error("E-CORRECTION-GONE", "A published correction that is gone", fixed=True),
    _error("E-ADDRESS-GONE", "A published address that leads nowhere", fixed=True),
    _error("E-GONE", "A note of something gone that cannot be right", fixed=True),
    # templates
    _error("E-TPL", "A template that cannot be used", fixed=True),
    _error("E-TPL-UNDEF", "A template asks for something that is not there", fixed=True),
    _error("E-TPL-SAFE", "A template that turns escaping off", "pages escape every text: remove it", fixed=True),
    _error("E-TPL-CONTEXT", "A template puts a value where it could act as a program", fixed=True),
    _error("E-TPL-SANDBOX", "A template reaches for something that is closed to it", fixed=True),
    _warning(
        "W-TPL-UNUSED", "A template that nothing uses", "name it as the template that it is to replace, or remove it"
    ),
    _error("E-TPL-LIMIT", "A template that asks for too much work", "make the loops or texts smaller", fixed=True),
)

CODES: dict[str, Code] = {code.name: code for code in _TABLE}
