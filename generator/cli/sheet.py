"""`factbox sheet`: every figure of an article, for the second pair of eyes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort
from generator.diagnostics.nearest import nearest

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.site import Site


@click.command(epilog="\b\nExample:\n  factbox sheet rice my-site --format csv > rice.csv")
@click.argument("article")
@options.folder
@options.sheet_form
@options.moment
def sheet(article: str, folder: Path, form: str, now: str | None) -> int:
    """List every figure of an ARTICLE (its slug or its file) with its sentence, fact and sources, to be ticked off."""
    from generator.build import Job, opened  # noqa: PLC0415 - `--help` needs none of it
    from generator.render.sheets import FORMS, article_sheet  # noqa: PLC0415 - the same

    options.live_to_the_end()
    examined = opened(Job(folder, options.now(now)))
    click.echo(FORMS[form](article_sheet(examined, _found(examined.site, article, folder))), nl=False)
    return 0


def _found(site: Site, name: str, folder: Path) -> Article:
    """Give the article of a slug or a file. Aborts with 2, and the nearest name, where there is none or are several."""
    if name in site.articles:
        return site.articles[name]
    whole = Path(name).resolve()
    found = [
        article
        for article in site.articles.values()
        if article.place.path == name or (folder / article.place.path).resolve() == whole
    ]
    if len(found) == 1:
        return found[0]
    if found:
        slugs = ", ".join(f"`{article.slug}`" for article in found)
        message = f"{name} holds several articles; name one of them: {slugs}"
        raise Abort(message, exit_code=options.USAGE)
    close = nearest(Path(name).stem, site.articles)
    hint = f"did you mean `{close}`?" if close else f"the articles are: {', '.join(list(site.articles)[:12])}"
    message = f"there is no article `{name}`; {hint}"
    raise Abort(message, exit_code=options.USAGE)
