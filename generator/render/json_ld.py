"""What a page says to machines: schema.org in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.check.references import media_key
from generator.model.unit.ucum import ucum
from generator.model.value import Quantity
from generator.render.data.machine import number
from generator.render.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.article import Article
    from generator.model.fact import Claim, Fact
    from generator.model.term import Term
    from generator.model.text import Text
    from generator.model.unit import Unit
    from generator.render.library import Library
    from generator.render.views import ArticleView, ClaimView, FactView, PersonView, SourceView

CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "organisation": "Organization", "state": "Country"}
_WORKS = {"Book": "Book", "Law": "Legislation", "Web page": "WebPage"}
# What would end a script element, or a line for older parsers of scripts (ECMA-262, 12.3).
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: object) -> Markup:
    """Give JSON that may stand in a script element as it is."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for unsafe, escaped in _UNSAFE.items():
        text = text.replace(unsafe, escaped)
    return Markup(text)  # noqa: S704 - escaped just now


def _node(kind: str, **values: object) -> dict[str, Any]:
    """Give a node without what is empty."""
    return {"@type": kind} | {
        key.rstrip("_"): value for key, value in values.items() if value not in ("", None, [], ())
    }


def _whole(node: Mapping[str, Any]) -> Markup:
    return script_json({"@context": CONTEXT, **node})


def _publisher(library: Library) -> dict[str, Any] | None:
    publisher = library.site.config.publisher
    if publisher is None:
        return None
    addresses, logo = library.addresses, publisher.logo
    return _node(
        "Organization",
        name=publisher.name.text,
        url=publisher.url.text if publisher.url is not None else "",
        logo=addresses.absolute(addresses.media(media_key(logo.span.path, logo.text))) if logo is not None else "",
    )


def site_json(library: Library) -> Markup:
    """Give the site itself."""
    config = library.site.config
    description = config.description.text if config.description is not None else ""
    return _whole(
        _node(
            "WebSite",
            name=config.title.text,
            url=config.base_url,
            inLanguage=config.language,
            description=description,
            publisher=_publisher(library),
        )
    )


def article_json(library: Library, article: Article, view: ArticleView) -> Markup:
    """Give an article, with its questions as a FAQ where it has cards."""
    config = library.site.config
    url = library.addresses.absolute(library.addresses.article(article.slug.text))
    node = _node(
        "Article",
        headline=plain(library, article.title),
        description=plain(library, article.summary),
        url=url,
        inLanguage=config.language,
        datePublished=view.published.machine if view.published is not None else "",
        dateModified=view.changed.machine if view.changed is not None else "",
        author=[_who(library, author) for author in article.authors],
        publisher=_publisher(library),
        image=view.picture.absolute if view.picture is not None else "",
        about=[_node("Thing", name=topic.words) for topic in view.topics],
        citation=[_work(citation.source) for citation in view.citations],
        correction=[_node("CorrectionComment", text=c.text.striptags(), datePublished=c.date.machine)
                    for c in view.corrections],
    )  # fmt: skip
    questions = [
        _node(
            "Question",
            name=plain(library, card.question),
            acceptedAnswer=_node("Answer", text=plain(library, card.answer)),
        )
        for card in article.cards
    ]
    if not questions:
        return _whole(node)
    return script_json({"@context": CONTEXT, "@graph": [node, _node("FAQPage", url=url, mainEntity=questions)]})


def _who(library: Library, text: Text) -> dict[str, Any]:
    """Give a person, an organisation or a state by its id, or a person by a name."""
    person = library.site.people.get(text.text)
    if person is None:
        return _node("Person", name=text.text)
    url = library.addresses.absolute(library.addresses.person(person.id.text))
    return _node(_TYPES[person.kind], name=person.name.text, url=url)


def _work(source: SourceView) -> dict[str, Any]:
    return _node(
        _WORKS.get(source.kind, "CreativeWork"),
        name=source.title,
        url=source.link,
        author=_node("Person", name=source.author.words) if source.author is not None else "",
        publisher=_node("Organization", name=source.publisher) if source.publisher else "",
        datePublished=source.date.machine,
        archivedAt=source.archive,
        license=source.licence,
    )


def fact_json(library: Library, fact: Fact, view: FactView, url: str) -> Markup:
    """Give a fact: an Observation, a Dataset for a series, or Claims."""
    sources = [_work(source) for source in view.figure.sources or view.sources]
    if view.claims:
        return script_json({"@context": CONTEXT, "@graph": _claims(library, fact, view, url)})
    if fact.series is not None:
        return _whole(_dataset(library, fact, url, sources))
    observation = _observation(library, fact, view, url)
    main = {"@id": f"{url}#observation"}
    page = _node("WebPage", name=fact.label.text, url=url, inLanguage=library.language, mainEntity=main,
                 citation=sources, publisher=_publisher(library), license=_licence(library))  # fmt: skip
    return script_json({"@context": CONTEXT, "@graph": [{**main, **observation}, page]})


def _licence(library: Library) -> str:
    data = library.site.config.data
    text = data.licence_url or data.licence
    return text.text if text is not None else ""


def _dataset(library: Library, fact: Fact, url: str, sources: list[dict[str, Any]]) -> dict[str, Any]:
    """Give a series as a data set, with the files that hold it and the days that it covers."""
    cells = fact.series.cells if fact.series is not None else ()
    periods = [cell.period for cell in cells if cell.period is not None]
    first = min((date.earliest for date in periods if date.earliest is not None), default=None)
    last = max((date.latest for date in periods if date.latest is not None), default=None)
    by = ", ".join(fact.series.by) if fact.series is not None else ""
    files = (("application/json", "json"), ("text/csv", "csv"))
    addresses = library.addresses
    return _node(
        "Dataset",
        name=fact.label.text,
        url=url,
        description=f"{fact.label}: {len(cells)} figures by {by}, each with its source and its date.",
        inLanguage=library.language,
        creator=_publisher(library),
        isBasedOn=sources,
        license=_licence(library),
        temporalCoverage=f"{first}/{last}" if first and last else "",
        variableMeasured=_variable(library, fact),
        distribution=[
            _node("DataDownload", encodingFormat=type_,
                  contentUrl=addresses.absolute(addresses.fact_data(fact.id.text, kind)))
            for type_, kind in files
        ],
    )  # fmt: skip


def _variable(library: Library, fact: Fact) -> dict[str, Any]:
    basis = plain(library, fact.basis) if fact.basis is not None else ""
    return _node("StatisticalVariable", name=fact.label.text, description=basis)


def _observation(library: Library, fact: Fact, view: FactView, url: str) -> dict[str, Any]:
    """Give one figure: its number or its two ends with their unit, or its words."""
    found = library.ledger.whole(fact)
    value = found.value
    quantity = value if isinstance(value, Quantity) else None
    one = number(quantity.number) if quantity is not None else None
    ends = (number(quantity.low), number(quantity.high)) if quantity is not None and one is None else (None, None)
    status = "" if found.status == "actual" else found.status
    return _node(
        "Observation",
        name=fact.label.text,
        url=url,
        description=f"{view.figure.words} ({status})" if status else view.figure.words,
        observationDate=found.as_of.machine if found.as_of is not None else "",
        observationPeriod=found.period.edtf if found.period is not None else "",
        variableMeasured=_variable(library, fact),
        value=one if one is not None else "" if quantity is not None else view.figure.words,
        minValue=ends[0],
        maxValue=ends[1],
        unitText=quantity.unit.word(library.language, one=False) if quantity is not None else "",
        unitCode=_code(quantity.unit) if quantity is not None else "",
    )


def _code(unit: Unit) -> str:
    """Give the code of a unit with the name of its list before it (https://schema.org/unitCode)."""
    if unit.currency is not None:
        return f"iso4217:{unit.currency}"
    code = ucum(unit)
    return f"ucum:{code}" if code else ""


def _claims(library: Library, fact: Fact, view: FactView, url: str) -> list[dict[str, Any]]:
    """Give the claims, and where the dispute is settled what is true and a review of each claim by that.

    A ClaimReview says who judges and why; it has no rating, for nobody gave one.
    """
    makers = [_claimant(library, claim) for claim in fact.claims]
    claims = [_claim(fact, claim, maker, url) for claim, maker in zip(view.claims, makers, strict=True)]
    publisher = _publisher(library)
    if fact.settled is None:
        return claims
    settled = _observation(library, fact, view, url)
    reviews = [
        _node("ClaimReview", url=url, claimReviewed=claim["text"], itemReviewed={"@id": claim["@id"]}, author=publisher,
              reviewBody=view.settled.striptags(), citation=[_work(source) for source in view.settled_sources])
        for claim in claims
    ]  # fmt: skip
    return [{"@id": f"{url}#observation", **settled}, *claims, *(reviews if publisher is not None else ())]


def _claim(fact: Fact, claim: ClaimView, maker: dict[str, Any] | str, url: str) -> dict[str, Any]:
    """Give a claim: what is said, by whom, and where it appeared, first in the source of the earliest date."""
    works = [_work(source) for source in claim.sources]
    dated = [work for work in works if "datePublished" in work]
    first = min(dated, key=lambda work: str(work["datePublished"])) if works and len(dated) == len(works) else None
    node = _node(
        "Claim",
        name=f"{fact.label}: {claim.figure}",
        text=f"{fact.label}: {claim.figure}",
        author=maker,
        datePublished=claim.as_of.machine if claim.as_of is not None else "",
        appearance=works,
        firstAppearance=first,
    )
    return {"@id": f"{url}#{claim.id}", **node}


def _claimant(library: Library, claim: Claim) -> dict[str, Any] | str:
    """Give who makes a claim; of words nobody can tell whether they mean a person or an organisation."""
    person = library.site.people.get(claim.by.text)
    if person is None:
        return claim.by.text
    url = library.addresses.absolute(library.addresses.person(person.id.text))
    return _node(_TYPES[person.kind], name=person.name.text, url=url)


def person_json(_library: Library, view: PersonView) -> Markup:
    """Give a person, an organisation or a state."""
    return _whole(
        _node(
            _TYPES[view.kind],
            name=view.name,
            alternateName=[*view.aka, *([view.native_name] if view.native_name else [])],
            url=view.link,
            **({"jobTitle": [role.words for role in view.roles]} if view.kind == "person" else {}),
        )
    )


def glossary_json(library: Library, held: Iterable[Term]) -> Markup:
    """Give the glossary, or a page of it, as a set of defined terms."""
    terms = [
        _node("DefinedTerm", name=term.name.text, description=plain(library, term.definition),
              url=library.addresses.absolute(library.addresses.term(term.id.text)))
        for term in held
    ]  # fmt: skip
    return _whole(_node("DefinedTermSet", name=f"Glossary – {library.site.config.title}", hasDefinedTerm=terms))
