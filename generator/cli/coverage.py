"""`factbox coverage`: how many figures of each article are bound, and to what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.facts.lint import Coverage

_COLUMNS = ("figures", "facts", "events", "cited", "quoted", "free", "unbound", "sources", "oldest")


@click.command(epilog="\b\nExample:\n  factbox coverage my-site --format json")
@options.folder
@click.option(
    "--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True,
    help="How to show the counts.",
)  # fmt: skip
def coverage(folder: Path, form: str) -> int:
    """Count the figures in the prose of the site in FOLDER (here, by default): bound, free, and bound to nothing.

    It counts drafts as well, writes nothing, and gives exit code 0 whatever it finds.
    """
    from generator.build import Job, survey  # noqa: PLC0415 - `--help` needs none of it
    from generator.check.saying import wrong_figures  # noqa: PLC0415 - the same
    from generator.facts.lint import coverage_of_articles, coverage_of_site  # noqa: PLC0415 - the same
    from generator.load.site import load  # noqa: PLC0415 - the same

    loaded = load(folder)
    if loaded.site is None:
        message = "config.yaml has errors; `factbox check` tells which"
        raise Abort(message, exit_code=options.USAGE)
    examined, _ = survey(Job(folder, options.now(None)), loaded.site)
    articles = coverage_of_articles(examined.figures, examined.ledger)
    whole = coverage_of_site(examined.figures, examined.ledger)
    wrong = sum(1 for _ in wrong_figures(examined))
    language = examined.site.config.language
    click.echo(_as_json(articles, whole, wrong) if form == "json" else _as_text(articles, whole, wrong, language))
    return 0


def _as_json(articles: Mapping[str, Coverage], whole: Coverage, wrong: int) -> str:
    parts = {slug: _fields(one) for slug, one in articles.items()}
    found = {"site": _fields(whole), "articles": parts, "wrong": wrong}
    return json.dumps(found, indent=2, ensure_ascii=False)


def _fields(one: Coverage) -> dict[str, object]:
    return {
        "figures": one.figures,
        "bound": {
            "facts": one.to_facts,
            "events": one.to_events,
            "citations": one.to_citations,
            "quotations": one.to_quotations,
        },
        "free": one.free,
        "unbound": one.unbound,
        "in_baseline": one.baseline,
        "facts": list(one.facts),
        "sources": list(one.sources),
        "oldest": one.oldest.edtf if one.oldest is not None else None,
    }


def _as_text(articles: Mapping[str, Coverage], whole: Coverage, wrong: int, language: str) -> str:
    """Give a table, a line for each article, and what it comes to; `wrong` ones say something else than their fact."""
    named = (*articles.items(), ("the whole site", whole))
    rows = [("", *_COLUMNS), *(_row(name, one, language) for name, one in named)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
    bound = whole.figures - whole.unbound
    share = f"{100 * bound // whole.figures if whole.figures else 100}%"  # all but one of many is not yet 100%
    verb = "is" if whole.unbound == 1 else "are"
    known = f" ({whole.baseline} of these in figures.baseline)" if whole.baseline else ""
    lines.append(f"{share} of the figures are bound or left free on purpose; {whole.unbound} {verb} not{known}")
    if wrong:
        says = "1 of the bound says" if wrong == 1 else f"{wrong} of the bound say"
        lines.append(f"{says} something else than the fact (E-FIGURE); `factbox check` tells where")
    return "\n".join(lines)


def _row(name: str, one: Coverage, language: str) -> tuple[str, ...]:
    counts = (one.figures, one.to_facts, one.to_events, one.to_citations, one.to_quotations, one.free, one.unbound)
    from generator.facts.wording import date_words  # noqa: PLC0415 - `--help` needs no words of other languages

    oldest = date_words(one.oldest, language) if one.oldest is not None else "-"
    return (name, *map(str, counts), str(len(one.sources)), oldest)
