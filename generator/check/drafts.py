"""Public words that lead to what the public cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Fault, diagnose
from generator.facts.prose import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.uses import Use


def links_to_drafts(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REF-DRAFT for references of public entries to articles, or facts of articles, that are not public."""
    for use in examined.uses:
        hidden = _hidden_article(examined, use)
        if hidden and hidden != use.owner.home and examined.public(use.owner):
            what = f"`{use.id}`" if use.kind == "article" else f"`{use.id}`, a fact of `{hidden}`,"
            message = f"{what} is not published"
            yield diagnose("E-REF-DRAFT", use.place, message, hint="publish it first, or take the link out")


def _hidden_article(examined: Examined, use: Use) -> str:
    """Give the slug of the unpublished article that a reference leads to, or ""."""
    home = ""
    if use.kind == "article" and use.id in examined.site.articles:
        home = use.id
    elif use.kind == "fact":
        found = examined.ledger.find(use.target)
        home = "" if isinstance(found, Fault) else found.fact.home
    return home if home and not examined.public(Owner("article", home, home)) else ""
