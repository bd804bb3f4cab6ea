"""Views as the site's builders would make them, with something in every field that a template can show."""

from __future__ import annotations

from typing import Any, TypeAlias

from markupsafe import Markup

from generator.render.views import (
    ArticleView,
    CardView,
    CellView,
    ChangeDayView,
    ChangesView,
    ChangeView,
    ChartView,
    CitationView,
    CiteView,
    ClaimView,
    ContentsView,
    CorrectionView,
    CoverageView,
    DateView,
    EmbedView,
    EntryView,
    EventView,
    FactGroupView,
    FactView,
    FigureView,
    FreeView,
    HeadView,
    HomeView,
    LastView,
    LetterView,
    LinkView,
    MenuView,
    MonthView,
    NoticeView,
    PartLinkView,
    PartRowView,
    PartsView,
    PartView,
    PersonView,
    PictureView,
    PlaceView,
    PlainView,
    QuotesView,
    QuoteView,
    RowView,
    SidebarView,
    SiteView,
    SourcePageView,
    SourceView,
    StepView,
    TableView,
    TeaserView,
    TermView,
    TimelineView,
    TopicView,
    UsedInView,
    WorkingView,
    YearView,
)

Field: TypeAlias = Any
"""A value of any field of a view."""

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def _day(words: str, machine: str = "") -> DateView:
    return DateView(words, machine)


def _source(id_: str, title: str, publisher: str, date: DateView, locator: str = "") -> SourceView:
    return SourceView(
        id=id_,
        title=title,
        url=f"/sources/{id_}/",
        link=f"https://news.example/{id_}?a=1&b=2",
        archive=f"https://archive.example/{id_}",
        publisher=publisher,
        author=LinkView("Mari Example", "/people/mari/"),
        date=date,
        kind="report",
        language="English",
        licence="CC BY 4.0",
        isbn="978-3-16-148410-0",
        accessed=_day("1 August 2025", "2025-08-01"),
        locator=locator,
    )


RICE_REPORT = _source(
    "rice-report",
    "Explainer: trade policy on rice & the quota",
    "The Daily Example",
    _day("23 April 2025", "2025-04-23"),
    "p. 2",
)
TARIFF_REPORT = _source("tariff-report", "What the letter said", "Example Wire", _day("July 2025", "2025-07"))
UNDATED = _source("undated-table", "Table of duties", "", _day("undated"))
SOURCES = (RICE_REPORT, TARIFF_REPORT, UNDATED)

CLAIMS = (
    ClaimView(
        id="president",
        by=LinkView("Donald Trump", "/people/trump/"),
        figure="700%",
        as_of=_day("2 April 2025", "2025-04-02"),
        basis=Markup(""),
        sources=(TARIFF_REPORT,),
        preferred=False,
    ),
    ClaimView(
        id="ministry",
        by=LinkView("Japan’s farm ministry", ""),
        figure="778%",
        as_of=_day("2005", "2005"),
        basis=Markup("<p>Prices of 1999 to 2001.</p>"),
        sources=(RICE_REPORT,),
        preferred=True,
    ),
    ClaimView(
        id="press",
        by=LinkView("Several newspapers", "", "unsigned"),
        figure="about 280 to 400%, as prices then stood",
        as_of=None,
        basis=Markup(""),
        sources=(RICE_REPORT, UNDATED),
        preferred=False,
    ),
)


def figure(label: str, words: str, **changes: Field) -> FigureView:
    """Give a figure; `changes` are its fields."""
    fields: dict[str, Any] = {
        "label": label,
        "url": f"/facts/{label.lower().replace(' ', '-')[:24]}/",
        "words": words,
        "status": "",
        "dates": "",
        "contested": False,
        "claims": (),
        "sources": (RICE_REPORT,),
        "derived": False,
        "corrected": False,
    }
    return FigureView(**{**fields, **changes})


QUOTA = figure("Rice that Japan lets in free of duty each year", "about 770,000 tonnes", dates="as of 23 April 2025")
THREAT = figure("US base tariff on Japanese goods", "25%", status="threatened", dates="on 7 July 2025", corrected=True)
RATIO = figure(
    "Japanese cars shipped to the US for each US car shipped to Japan", "about 82", derived=True, dates="in 2024"
)
DISPUTE = figure("The tariff on rice as a percentage", "", contested=True, claims=CLAIMS)
SETTLED = figure(
    "Rice tariff, settled",
    "341 JPY/kg",
    dates="since 1999",
    overdue=_day("31 January 2027", "2027-01-31"),
    secondary=True,
    settled="settled by the ministry, 8 July 2025",
    by=LinkView("Mari Example", "/people/mari/"),
)
CITE = CiteView("The Ministry of Agriculture: “Rice”. https://a.example/", "/rice/cite.bib", "/rice/cite.json")
FIGURES = (QUOTA, THREAT, RATIO, DISPUTE, SETTLED)

PICTURE = PictureView(
    url="/assets/sample.svg",
    absolute="https://explainers.example/assets/sample.svg",
    alt="A barn beside a flooded field",
    width=1200,
    height=800,
    caption=Markup("<p>A rice field in Niigata before planting.</p>"),
    credit="Mari Example",
    licence="CC BY-SA 4.0",
    source_url="https://photos.example/1",
)
BARE_PICTURE = PictureView("/assets/sample.svg", "", "", None, None, Markup(""), "", "", "")


def _event(id_: str, title: str, date: DateView, **changes: Field) -> EventView:
    fields: dict[str, Any] = {
        "id": id_,
        "url": f"/timeline/#{id_}",
        "title": Markup(title),  # noqa: S704 - written above
        "date": date,
        "era": False,
        "text": Markup(
            "<p>A short account of what happened, with a <a class='fact' href='/facts/x/'>25%</a> in it.</p>"
        ),
        "people": (),
        "figures": (),
        "topics": (LinkView("Tariffs", "/topics/tariffs/"),),
        "sources": (TARIFF_REPORT, UNDATED),
        "picture": None,
        "used_in": (LinkView("The letter", "/the-letter/"),),
    }
    return EventView(**{**fields, **changes})


def _events(prefix: str) -> tuple[EventView, ...]:
    return (
        _event(
            f"{prefix}talks",
            "The talks",
            _day("16 April to 22 July 2025", "2025-04-16"),
            era=True,
            people=(LinkView("Ryosei Akazawa", "/people/akazawa/"), LinkView("Scott Bessent", "/people/bessent/")),
        ),
        _event(
            f"{prefix}letter", "The letter announces <em>25%</em>", _day("7 July 2025", "2025-07-07"), figures=(THREAT,)
        ),
        _event(
            f"{prefix}deal", "A deal is reached", _day("22 July 2025", "2025-07-22"), picture=PICTURE, text=Markup("")
        ),
    )


def _timeline(prefix: str) -> TimelineView:
    era, letter, deal = _events(prefix)
    return TimelineView(
        eras=(era,),
        years=(
            YearView(
                "2024", f"{prefix}y2024", (MonthView("", "", (_event(f"{prefix}vote", "An election", _day("2024")),)),)
            ),
            YearView(
                "2025",
                f"{prefix}y2025",
                (
                    MonthView("April", f"{prefix}y2025-04", (era,)),
                    MonthView("July", f"{prefix}y2025-07", (letter, deal)),
                ),
            ),
        ),
    )


def _cell(id_: str, words: str, **changes: Field) -> CellView:
    fields: dict[str, Any] = {
        "id": id_,
        "figure": words,
        "status": "",
        "as_of": None,
        "note": Markup(""),
        "sources": (),
        "corrected": False,
    }
    return CellView(**{**fields, **changes})


def _table(prefix: str) -> TableView:
    return TableView(
        caption="Cars exported by Japan",
        corner="To",
        columns=("2022", "2023", "2024", "2025"),
        rows=(
            RowView(
                "United States", (None, _cell(f"{prefix}us.2023", "1.49"), _cell(f"{prefix}us.2024", "1.37"), None)
            ),
            RowView(
                "China",
                (
                    _cell(f"{prefix}cn.2022", "0.21", note=Markup("<p>Counted anew in 2023.</p>"), corrected=True),
                    _cell(f"{prefix}cn.2023", "0.19"),
                    _cell(f"{prefix}cn.2024", "0.17", as_of=_day("May 2025", "2025-05"), sources=(UNDATED,)),
                    _cell(f"{prefix}cn.2025", "0.15", status="forecast"),
                ),
            ),
        ),
        unit="million cars",
        note=Markup("<p>Passenger cars only.</p>"),
        sources=(RICE_REPORT,),
    )


def _teaser(title: str, url: str, **changes: Field) -> TeaserView:
    fields: dict[str, Any] = {
        "title": Markup(title),  # noqa: S704 - written above
        "url": url,
        "summary": Markup("<p>What was said, what was meant, and what was paid at the border in the end.</p>"),
        "date": _day("13 July 2025", "2025-07-13"),
        "topics": (LinkView("Tariffs", "/topics/tariffs/"),),
        "picture": None,
        "figures": 23,
        "draft": "",
    }
    return TeaserView(**{**fields, **changes})


TEASERS = (
    _teaser("Rice, and the tariff that is not a percentage", "/rice/", picture=PICTURE, figures=1),
    _teaser("Why so few American cars are sold in <em>Japan</em>", "/cars/", draft="draft"),
    _teaser(
        "An election in the middle of the talks", "/election/", summary=Markup(""), date=None, figures=0, topics=()
    ),
)

BODY = Markup(
    '<p>Since 1995 Japan lets in <a class="fact" href="/facts/quota/">about 770,000 tonnes</a> of rice free of duty'
    ' each year, under what is called <a class="term" href="/glossary/#minimum-access">minimum access</a>.'
    '<sup><a class="cite" id="ref-1" href="#cite-1">1</a></sup>'
    ' On <a class="event" href="/timeline/#letter">7 July</a> the president wrote that goods from Japan would be'
    ' charged <a class="fact" href="/facts/tariff/">25%</a>;'
    ' <a class="person" href="/people/akazawa/">Ryosei Akazawa</a>'
    ' called the letter “deeply regrettable”.<sup><a class="cite" id="ref-2" href="#cite-2">2</a></sup></p>'
    '<h2 id="s-quota">What the quota is</h2><p>A levy of 341 yen a kilogram is due on everything above it. See'
    ' <a href="https://rules.example/long/address">the text of the rules</a>, or'
    " averyveryveryveryveryverylongwordthatnobodyeverbreaksbutthatmustnotmakeaphonescrollsideways.</p>"
    '<div class="table" role="region" tabindex="0" aria-label="Years and tonnes"><table><thead><tr><th>Year</th>'
    " <th>Tonnes</th></tr></thead><tbody><tr><td>2023</td> <td>766,000</td></tr><tr><td>2024</td> <td>767,000</td></tr>"
    '</tbody></table></div><h3 id="s-share">Whose rice it is</h3><blockquote><p>Not a grain more.</p></blockquote>'
    "<ul><li>One thing</li><li>Some <del>thing</del></li></ul><dl><dt>Levy</dt> <dd><p>What is paid.</p></dd></dl>"
    "<pre><code>cars-japan-to-us / cars-us-to-japan</code></pre>"
    '<p>More is in a note.<sup id="fnref1"><a href="#fn1">a</a></sup></p>'
    '<section class="footnotes"><ol><li id="fn1"><p>A footnote. <a href="#fnref1">↩</a></p></li></ol></section>'
)

CARDS = (
    CardView("what-is-the-levy", Markup("What is the levy?"), Markup("<p>341 yen a kilogram, since 1999.</p>")),
    CardView("is-it-700", Markup("Is the tariff 700%?"), Markup("<p>No: it is not a percentage.</p>")),
)

CORRECTIONS = (
    CorrectionView(
        _day("20 July 2025", "2025-07-20"),
        "7.7 million tonnes",
        Markup("<p>One decimal place had slipped.</p>"),
        (RICE_REPORT,),
    ),
    CorrectionView(_day("21 July 2025", "2025-07-21"), "", Markup("<p>A name was misspelt.</p>"), ()),
)

CITATIONS = (
    CitationView("cite-1", 1, RICE_REPORT, ("#ref-1",)),
    CitationView("cite-2", 2, TARIFF_REPORT, ("#ref-2", "#ref-1")),
)


def _change(kind: str, number: int, **changes: Field) -> ChangeView:
    fields = {
        "id": f"change-{number}",
        "kind": kind,
        "date": _day("20 July 2025", "2025-07-20"),
        "moment": "2025-07-20T03:00:00+00:00",
        "subject": LinkView("Tariff & levy", "/facts/tariff/"),
        "was": "",
        "now": "",
        "dates": "",
        "text": Markup("<p>Because of <em>this</em>.</p>"),
        "sources": (),
        "pending": False,
    }
    return ChangeView(**{**fields, **changes})


CHANGES = (
    _change("correction", 1, was="7.7 million tonnes", now="770,000 tonnes", sources=(RICE_REPORT,)),
    _change("update", 2, was="24% (announced)", now="15% (agreed)", dates="as of 22 July 2025", pending=True),
    _change("words", 3, text=Markup()),
    _change("new", 4),
    _change("withdrawn", 5),
    _change("gone", 6, subject=LinkView("The old <levy>", "")),
)

ARTICLE = ArticleView(
    title=Markup("Rice, and the tariff that is not a <em>percentage</em>"),
    summary=Markup(
        "<p>For thirty years Japan has let in the same amount of rice. The rest of the argument is about a number.</p>"
    ),
    authors=(LinkView("Mari Example", "/people/mari/"), LinkView("The trade desk", "")),
    published=_day("13 July 2025", "2025-07-13"),
    changed=_day("20 July 2025", "2025-07-20"),
    topics=(LinkView("Rice", "/topics/rice/"), LinkView("Tariffs", "/topics/tariffs/")),
    picture=PICTURE,
    contents=(
        ContentsView("What the quota is", "#s-quota", 2),
        ContentsView("Whose rice it is", "#s-share", 3),
        ContentsView("What is the levy?", "#what-is-the-levy", 2),
    ),
    notices=(
        NoticeView("draft", Markup("<p>This is a <strong>draft</strong>.</p>")),
        NoticeView("review", Markup("Old.")),
    ),
    body=BODY,
    cards=CARDS,
    sidebar=(SidebarView("", (QUOTA, THREAT)), SidebarView("Disputed", (RATIO, DISPUTE, SETTLED))),
    timeline=_timeline("a-"),
    citations=CITATIONS,
    fact_sources=SOURCES,
    corrections=CORRECTIONS,
    changes=CHANGES,
    related=TEASERS[:2],
    withdrawn=False,
    coverage=CoverageView(
        figures=46,
        bound=43,
        facts=31,
        events=2,
        citations=3,
        quotations=1,
        sources=18,
        oldest=_day("2 April 2025", "2025-04-02"),
        free=(FreeView("some 40", "our own count & guess"), FreeView("two", "")),
        unbound=1,
    ),
    cite=CITE,
)

QUOTE = QuoteView(
    id="regret",
    words=Markup("<p>It is deeply regrettable.</p>"),
    by=LinkView("Shigeru Ishiba", "/people/ishiba/", "Prime Minister"),
    date=_day("8 July 2025", "2025-07-08"),
    original="誠に遺憾である。",
    original_language="ja",
    translation="our translation",
    sources=(TARIFF_REPORT,),
)

PERSON = PersonView(
    id="ishiba",
    url="/people/ishiba/",
    name="Shigeru Ishiba",
    native_name="石破茂",
    kind="person",
    aka=("Ishiba Shigeru",),
    roles=(LinkView("Prime Minister, Japan", "/people/japan/", "October 2024 to 21 October 2025"),),
    link="https://person.example/",
    discloses="Owns no rice.",
    events=_events("p-"),
    claims=(DISPUTE, QUOTA),
    quotes=(QUOTE,),
    articles=(LinkView("Rice", "/rice/"),),
)

TERMS = (
    TermView(
        id="levy",
        name="levy",
        aliases=("duty by weight", "specific duty"),
        definition=Markup("<p>A duty in money a kilogram, whatever the price.</p>"),
        see_also=(LinkView("tariff", "/glossary/#tariff"),),
        sources=(RICE_REPORT,),
        used_in=(LinkView("Rice", "/rice/"), LinkView("Cars", "/cars/")),
    ),
    TermView("tariff", "tariff", (), Markup("<p>A tax on goods at the border.</p>"), (), (), ()),
)


def _embed(shown: FigureView, *cells: FigureView) -> EmbedView:
    return EmbedView(
        figure=shown,
        cells=cells,
        site=LinkView("Factbox of Explained & sourced", "/facts/quota/"),
        url="/embed/quota/",
        frame='<iframe src="https://explainers.example/embed/quota/" title="Rice &amp; quota"></iframe>',
        text="<blockquote><p>Rice: <strong>770,000 tonnes</strong></p></blockquote>",
    )


FACT = FactView(
    figure=QUOTA,
    details=(("When known", "as of 23 April 2025"), ("Unit", "tonnes"), ("Next review", "23 April 2026")),
    basis=Markup("<p>Counted as brown rice.</p>"),
    note=Markup("<p>The press rounds it.</p>"),
    claims=(),
    because=Markup(""),
    settled=Markup(""),
    settled_sources=(),
    tables=(),
    working=(),
    steps=(),
    inputs=(),
    rounding="",
    corrections=CORRECTIONS[:1],
    changes=CHANGES[1:2],
    sources=SOURCES,
    used_in=(LinkView("Rice, and the tariff that is not a percentage", "/rice/"),),
    notices=(NoticeView("review", Markup("<p>Due for review.</p>")),),
    files=(LinkView("JSON", "/facts/quota/data.json"), LinkView("CSV", "/facts/quota/data.csv")),
    licence=LinkView("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    embed=_embed(QUOTA),
    cite=CITE,
)


def _fact(**changes: Field) -> FactView:
    empty: dict[str, Any] = dict.fromkeys(("corrections", "used_in", "notices", "sources", "details"), ())
    fields = {name: getattr(FACT, name) for name in FactView.__slots__}
    return FactView(**{**fields, **empty, "basis": Markup(""), "note": Markup(""), **changes})


CONTESTED = _fact(
    figure=DISPUTE,
    claims=CLAIMS,
    because=Markup("<p>The ministry published its working.</p>"),
    settled=Markup("<p>Settled by the WTO in 2026.</p>"),
    settled_sources=(RICE_REPORT,),
)
SERIES = _fact(figure=THREAT, tables=(_table("s-"),))
DERIVED = _fact(
    figure=RATIO,
    working=(
        WorkingView("", figure("Cars from Japan to the US", "1.37 million cars")),
        WorkingView("divided by", None),
        WorkingView("", figure("Cars from the US to Japan", "16,700 cars")),
    ),
    steps=(StepView("1.37 million cars ÷ 16,700 cars", "about 82"),),
    inputs=(
        figure("Cars from Japan to the US", "1.37 million cars", dates="2024", status="provisional"),
        figure("Cars from the US to Japan", "16,700 cars", dates="2024", sources=SOURCES),
    ),
    rounding="Rounded to a whole number. Before rounding: about 82.0359.",
)

SITE = SiteView(
    title="Explained & sourced",
    description="Explainers about the trade talks of 2025, in which every figure leads to its source.",
    language="en",
    home="/",
    menu=(
        MenuView("Articles", "/", current=True),
        MenuView("Timeline", "/timeline/", current=False),
        MenuView("Facts", "/facts/", current=False),
        MenuView("Glossary", "/glossary/", current=False),
        MenuView("Sources", "/sources/", current=False),
    ),
    footer=(LinkView("About", "/about/"), LinkView("Corrections policy", "/corrections/")),
    publisher=LinkView("Example Institute", "https://institute.example/"),
    publisher_logo=None,
    feed="/feed.xml",
    stylesheets=("/assets/style.css",),
    icon="/assets/icon.svg",
    policy=POLICY,
    generator="Factbox 1.0",
)

HEAD = HeadView(
    title="Rice & tariffs · Explained",
    description="For thirty years “the same” amount.",
    canonical="https://explainers.example/rice/",
    kind="article",
    image=PICTURE,
    published="2025-07-13T00:00:00+09:00",
    modified="2025-07-20T00:00:00+09:00",
    json_ld=Markup('{"@context": "https://schema.org", "@type": "Article"}'),
    indexed=False,
    alternates=(("application/json", "Data", "/rice/index.json"),),
)

COUNTS = (LinkView("12 articles", "/"), LinkView("209 facts", "/facts/"), LinkView("134 sources", "/sources/"))

ENTRY = EntryView(
    id="https://explainers.example/rice/",
    title="Rice & tariffs",
    url="https://explainers.example/rice/",
    published="2025-07-13T00:00:00+09:00",
    updated="2025-07-20T00:00:00+09:00",
    summary="It’s <b>not</b> a percentage.",
    content="<p>Since 1995 &amp; before</p>",
    authors=("Mari Example",),
    topics=("rice",),
)


def _parts(place: str) -> PartsView:
    """Give the pages of a list in the middle of it, which has pages below it."""
    years = (PartLinkView("2024", "/timeline/2024/", ""), PartLinkView("2025", "/timeline/2025/", "page"))
    months = (PartLinkView("April 2025", "/timeline/2025-04/", ""),)
    return PartsView(
        name="2025",
        first=LinkView("Timeline", "/timeline/"),
        rows=(PartRowView("Years", years), PartRowView("2025", months)),
        before=LinkView("2024", "/timeline/2024/"),
        after=LinkView("April 2025", "/timeline/2025-04/"),
        overview=(
            PartView("April 2025", "/timeline/2025-04/", ("y2025",), (PlaceView(place, "A letter", "/a/#b"),)),
            PartView("May 2025", "/timeline/2025-05/", (), ()),
        ),
    )


TOPIC = TopicView("rice", "Rice", "/topics/rice/", (), (), 3)
PARTS = _parts("event-of-a-part")
"""What the pages of a list that goes over several are given besides."""

PAGES: dict[str, tuple[dict[str, Any], ...]] = {
    "404.html": ({"links": COUNTS},),
    "about.html": ({"counts": COUNTS},),
    "article.html": ({"article": ARTICLE},),
    "articles.html": ({"articles": TEASERS, "parts": PARTS}, {"articles": (), "parts": PARTS}),
    "embed.html": tuple(
        {"embed": embed, "style": "/assets/embed.css", "policy": POLICY}
        for embed in (_embed(QUOTA), _embed(DISPUTE), _embed(THREAT, QUOTA, THREAT))
    ),
    "changes.html": (
        {
            "changes": ChangesView(
                CHANGES[:1],
                (ChangeDayView(CHANGES[0].date, CHANGES[1:]),),
                3,
                CHANGES[0].date,
                "/changes.json",
                "/changes.xml",
                "/assets/visit.js",
            )
        },
        {"changes": ChangesView((), (), 0, None, "/changes.json", "", "")},
        {"changes": ChangesView((), (), 0, None, "/changes.json", "", ""), "parts": PARTS},
    ),
    "fact.html": ({"fact": FACT}, {"fact": CONTESTED}, {"fact": SERIES}, {"fact": DERIVED}),
    "facts.html": (
        {"groups": (FactGroupView("Rice", "rice", FIGURES), FactGroupView("Tariffs", "tariffs", (THREAT,)))},
        {"groups": (), "parts": PARTS},
    ),
    "glossary.html": (
        {"letters": (LetterView("L", "l", TERMS[:1]), LetterView("T", "t", TERMS[1:]))},
        {"letters": (), "parts": PARTS},
    ),
    "gone.html": (
        {
            "date": DateView("1 March 2026", "2026-03-01"),
            "because": Markup("<p>The quota ended.</p>"),
            "last": (
                LastView("", "770,000 tonnes", "as of 2025", DateView("1 February 2026", "2026-02-01")),
                LastView("us, 2024", "1.37 million cars", "", DateView("1 February 2026", "2026-02-01")),
            ),
        },
        {"date": None, "because": Markup(), "last": ()},
    ),
    "home.html": (
        {
            "home": HomeView(
                lead=_teaser("The letter that said 25%", "/letter/", picture=PICTURE),
                articles=TEASERS,
                events=_events(""),
                topics=(LinkView("Rice", "/topics/rice/"), LinkView("Tariffs", "/topics/tariffs/")),
                counts=COUNTS,
                all_articles="/articles/",
                all_topics="/topics/",
            )
        },
    ),
    "page.html": ({"page": PlainView(Markup("Corrections policy"), BODY, ARTICLE.contents[:2], CITATIONS)},),
    "people.html": ({"groups": (("People", (PERSON, PERSON)),)}, {"groups": (), "parts": PARTS}),
    "person.html": ({"person": PERSON},),
    "quotes.html": ({"said": QuotesView(COUNTS[0], (QUOTE,)), "parts": PARTS},),
    "redirect.html": ({"target": "/rice/"},),
    "source.html": (
        {
            "page": SourcePageView(
                RICE_REPORT, (LinkView("Table of duties", "/sources/undated-table/"),), FIGURES, COUNTS[:1], COUNTS[:1]
            )
        },
    ),
    "sources.html": (
        {"sources": tuple(SourcePageView(source, (), (), (), (), 2) for source in SOURCES)},
        {"sources": (), "parts": PARTS},
    ),
    "timeline.html": ({"timeline": _timeline("")}, {"timeline": TimelineView((), ()), "parts": PARTS}),
    "topic.html": (
        {"topic": TopicView("rice", "Rice", "/topics/rice/", TEASERS, _events(""))},
        {"topic": TOPIC, "parts": PARTS},
    ),
    "topics.html": ({"topics": (TOPIC,)}, {"topics": (), "parts": PARTS}),
    "used-in.html": ({"used": UsedInView(COUNTS[0], COUNTS), "parts": PARTS}, {"used": UsedInView(COUNTS[0], ())}),
}
"""What each page is given, in one or more cases."""

DIRECTIVES: dict[str, tuple[dict[str, Any], ...]] = {
    "directives/card.html": ({"card": CardView("d-card", Markup("Why?"), Markup("<p>Because.</p>"))},),
    "directives/chart.html": ({"chart": ChartView("d-chart", "Cars", "Exports fall.", "line", _table("d-"))},),
    "directives/claims.html": ({"figure": DISPUTE},),
    "directives/facts.html": ({"figures": FIGURES},),
    "directives/image.html": ({"picture": PICTURE}, {"picture": BARE_PICTURE}),
    "directives/note.html": (
        {"title": "Mind", "inner": Markup("<p>This.</p>")},
        {"title": "", "inner": Markup("<p>x</p>")},
    ),
    "directives/quote.html": ({"quote": QUOTE},),
    "directives/table.html": ({"table": _table("t-")},),
    "directives/timeline.html": ({"timeline": _timeline("d-")},),
}
"""What each directive is given."""

DATA: dict[str, tuple[dict[str, Any], ...]] = {
    "changes.xml": (
        {
            "site": SITE,
            "entries": (ENTRY,),
            "updated": "2025-07-20T00:00:00+09:00",
            "feed_url": "https://explainers.example/changes.xml",
            "id": "https://explainers.example/changes/",
        },
    ),
    "feed.xml": (
        {
            "site": SITE,
            "entries": (ENTRY,),
            "updated": "2025-07-20T00:00:00+09:00",
            "feed_url": "https://explainers.example/feed.xml",
            "id": "https://explainers.example/",
        },
    ),
    "sitemap-index.xml": (
        {
            "sitemaps": (
                ("https://explainers.example/sitemap-pages.xml", "2025-07-20"),
                ("https://explainers.example/sitemap-x.xml", ""),
            )
        },
    ),
    "robots.txt": ({"sitemap": "https://explainers.example/sitemap.xml"},),
    "sitemap.xml": (
        {"urls": (("https://explainers.example/?a=1&b=2", "2025-07-20"), ("https://explainers.example/x/", ""))},
    ),
}
"""What each file for machines is given."""
