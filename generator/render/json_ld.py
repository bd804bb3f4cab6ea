"""What a page says to machines: schema.org in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.check.references import media_key
from generator.facts.wording import machine_number
from generator.model.value import Quantity
from generator.render.prose import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.render.library import Library
    from generator.render.views import ArticleView, ClaimView, FactView, PersonView, SourceView

CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "organisation": "Organization", "state": "Country"}
# What would end a script element, or a line for older parsers of scripts (ECMA-262, 12.3).
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: object) -> Markup:
    """Give JSON that may stand in a script element as it is."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup("".join(_UNSAFE.get(character, character) for character in text))  # noqa: S704 - escaped just now


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
        author=[_node("Person", name=author.words) for author in view.authors],
        publisher=_publisher(library),
        image=view.picture.absolute if view.picture is not None else "",
        about=[topic.words for topic in view.topics],
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


def _work(source: SourceView) -> dict[str, Any]:
    return _node(
        "CreativeWork",
        name=source.title,
        url=source.link,
        publisher=_node("Organization", name=source.publisher) if source.publisher else "",
        datePublished=source.date.machine,
    )


def fact_json(library: Library, fact: Fact, view: FactView, url: str) -> Markup:
    """Give a fact: an Observation, a Dataset for a series, or Claims."""
    sources = [_work(source) for source in view.figure.sources or view.sources]
    if view.claims:
        claims = [_claim(claim) for claim in view.claims]
        return script_json({"@context": CONTEXT, "@graph": claims})
    if fact.series is not None:
        return _whole(
            _node("Dataset", name=fact.label.text, url=url, description=f"{fact.label}, by {', '.join(fact.series.by)}",
                  creator=_publisher(library), isBasedOn=sources)
        )  # fmt: skip
    found = library.ledger.whole(fact)
    value = found.value
    number = machine_number(value) if value is not None else None
    amount = number.number if number is not None else ""
    return _whole(
        _node(
            "Observation",
            name=fact.label.text,
            url=url,
            observationDate=found.as_of.machine if found.as_of is not None else "",
            observationPeriod=found.period.edtf if found.period is not None else "",
            value=float(amount) if amount else view.figure.words,
            unitText=value.unit.word(library.language, one=False) if isinstance(value, Quantity) else "",
            citation=sources,
        )
    )


def _claim(claim: ClaimView) -> dict[str, Any]:
    return _node(
        "Claim",
        text=claim.figure,
        author=_node("Person", name=claim.by.words),
        datePublished=claim.as_of.machine if claim.as_of is not None else "",
        appearance=[_work(source) for source in claim.sources],
    )


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


def glossary_json(library: Library) -> Markup:
    """Give the glossary as a set of defined terms."""
    terms = [
        _node("DefinedTerm", name=term.name.text, description=plain(library, term.definition),
              url=library.addresses.absolute(library.addresses.term(term.id.text)))
        for term in library.site.terms.values()
    ]  # fmt: skip
    return _whole(_node("DefinedTermSet", name=f"Glossary – {library.site.config.title}", hasDefinedTerm=terms))
