"""What a fact gives to other sites: its files for programs, and a page to be shown in a frame."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.facts.ledger import Figure, cell_figure
from generator.model.fact import PERIOD_WORDS
from generator.render.figures import fact_view, figure_view
from generator.render.pages.page import EMBED_STYLE, Page
from generator.render.views import EmbedView, LinkView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.fact import Fact
    from generator.plan import Output
    from generator.render.library import Library
    from generator.render.views import FigureView, SourceView

# A frame shows words and one style sheet. Who may frame it is for the host to say: `frame-ancestors` and
# X-Frame-Options work as headers only (https://www.w3.org/TR/CSP3/#meta-element).
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
_TYPES = (("application/json", "JSON", "json"), ("text/csv", "CSV", "csv"))
_MOST_CELLS = 6
_HEIGHT, _LINE, _CLAIM, _SOURCE_LINE = 150, 32, 80, 26
"""What a frame needs, in pixels: around everything, and for each cell, claim and source, 300 pixels wide."""

# Links open outside the frame, and what stands in it runs nothing.
_FRAME = Markup(
    '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="no-referrer" '
    'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
)
_QUOTE = Markup('<blockquote cite="{}">\n  <p>{}: {}</p>\n  <footer>{}<a href="{}">{}</a></footer>\n</blockquote>')
_FIGURE = Markup("<strong>{}</strong>")
_SOURCE = Markup('<a href="{}">{}</a>')


def data_files(library: Library, fact: Fact) -> tuple[LinkView, ...]:
    """Give a fact's files for programs."""
    return tuple(LinkView(name, library.addresses.fact_data(fact.id.text, kind)) for _, name, kind in _TYPES)


def alternates(library: Library, fact: Fact) -> tuple[tuple[str, str, str], ...]:
    """Give the same for the head of the page: type, title and address."""
    addresses, id_ = library.addresses, fact.id.text
    return tuple((type_, f"{fact.label} ({name})", addresses.fact_data(id_, kind)) for type_, name, kind in _TYPES)


def licence(library: Library) -> LinkView | None:
    """Give the licence of the site's data, if config.yaml names one."""
    data = library.site.config.data
    words = data.licence or data.licence_url
    return None if words is None else LinkView(words.text, data.licence_url.text if data.licence_url else "")


def embed_page(library: Library, output: Output) -> Page:
    """Give the page of a fact for frames on other sites."""
    fact = library.site.facts[output.key]
    style = library.assets.get(EMBED_STYLE)
    return Page(
        template="embed.html",
        context={
            "embed": embed_view(library, fact, copied=False),
            "style": library.addresses.asset(style) if style is not None else "",
            "policy": POLICY,
        },
        title=fact.label.text,
        indexed=False,
        canonical=library.addresses.fact(fact.id.text),
    )


def embed_view(library: Library, fact: Fact, *, copied: bool = True) -> EmbedView:
    """Give a fact as other sites show it, and what they copy for it, which the frame itself does not need."""
    addresses = library.addresses
    page, frame = addresses.fact(fact.id.text), addresses.absolute(addresses.embed(fact.id.text))
    title = library.site.config.title.text
    figure = fact_view(library, fact)
    cells = tuple(_newest(library, fact))
    return EmbedView(
        figure=figure,
        cells=cells,
        site=LinkView(f"Factbox of {title}", page),
        url=addresses.embed(fact.id.text),
        frame=str(_FRAME.format(frame, f"{fact.label} – {title}", _height(figure, cells))) if copied else "",
        text=str(_quote(library, figure, cells, addresses.absolute(page), f"Factbox of {title}")) if copied else "",
    )


def _height(figure: FigureView, cells: tuple[FigureView, ...]) -> int:
    """Give the height of a frame, in pixels; what is longer than that scrolls."""
    if not cells and not figure.words:
        return _HEIGHT + sum(_CLAIM + (_LINE if claim.basis else 0) for claim in figure.claims)
    sources = figure.sources or (cells[0].sources if cells else ())
    return _HEIGHT + len(cells) * _LINE + len(sources) * _SOURCE_LINE


def _quote(library: Library, figure: FigureView, cells: tuple[FigureView, ...], url: str, site: str) -> Markup:
    """Give a fact as a quotation with its source: plain HTML for those who want no frame."""
    if cells:
        said = Markup("; ").join(Markup("{}: {}").format(cell.label, _said(cell)) for cell in cells)
    elif figure.words:
        said = _said(figure)
    else:
        claims = (Markup("{} ({})").format(_FIGURE.format(one.figure), one.by.words) for one in figure.claims)
        said = Markup("; ").join(claims)
    named = {(one.publisher or one.title): one for one in _sources(figure, cells)}
    places = ((words, one.link or library.addresses.absolute(one.url)) for words, one in named.items())
    sources = Markup(", ").join(_SOURCE.format(place, words) for words, place in places)
    heading = "Source" if len(named) == 1 else "Sources"
    told = Markup("{}: {}. ").format(heading, sources) if named else Markup()
    return _QUOTE.format(url, figure.label, said, told, url, site)


def _sources(figure: FigureView, cells: tuple[FigureView, ...]) -> Iterator[SourceView]:
    shown = (*figure.sources, *(source for cell in cells for source in cell.sources))
    yield from shown or (source for claim in figure.claims for source in claim.sources)


def _said(figure: FigureView) -> Markup:
    more = ", ".join(part for part in (figure.status, figure.dates) if part)
    words = _FIGURE.format(figure.words)
    return Markup("{} ({})").format(words, more) if more else words


def _newest(library: Library, fact: Fact) -> Iterator[FigureView]:
    """Give the newest cells of a series: the last few of one row, or the last one of each row."""
    series = fact.series
    if series is None:
        return
    found = sorted((cell_figure(fact, cell) for cell in series.cells), key=_age, reverse=True)
    rows = {row: list(cells) for row, cells in groupby(sorted(found, key=_row), key=_row)}
    shown = next(iter(rows.values())) if len(rows) == 1 else [cells[0] for cells in rows.values()]
    for one in shown[:_MOST_CELLS]:
        view = figure_view(library, one)
        names = ", ".join(series.name(key) for key in _row(one))
        yield replace(view, label=names or view.dates, dates=view.dates if names else "")


def _age(found: Figure) -> tuple[bool, object]:
    return found.period is not None, found.period.sort_key if found.period is not None else ()


def _row(found: Figure) -> tuple[str, ...]:
    """Give the keys of a cell that are no periods."""
    series, cell = found.fact.series, found.cell
    if series is None or cell is None:
        return ()
    return tuple(key for word, key in zip(series.by, cell.keys, strict=False) if word not in PERIOD_WORDS)
