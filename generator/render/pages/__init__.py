"""What every kind of page shows."""

from generator.render.pages.article import article_page, plain_page
from generator.render.pages.changes import changes_page
from generator.render.pages.embed import embed_page
from generator.render.pages.entries import (
    fact_page,
    gone_page,
    person_page,
    redirect_page,
    source_page,
)
from generator.render.pages.lists import (
    about_page,
    articles_page,
    facts_page,
    glossary_page,
    home_page,
    missing_page,
    people_page,
    sources_page,
    timeline_page,
    topics_page,
)
from generator.render.pages.page import Page, head_view, site_view
from generator.render.pages.topics import quotes_page, topic_page, used_in_page

PAGES = {
    "home": home_page,
    "article": article_page,
    "articles": articles_page,
    "page": plain_page,
    "about": about_page,
    "timeline": timeline_page,
    "glossary": glossary_page,
    "facts": facts_page,
    "fact": fact_page,
    "embed": embed_page,
    "changes": changes_page,
    "people": people_page,
    "person": person_page,
    "quotes": quotes_page,
    "sources": sources_page,
    "source": source_page,
    "topics": topics_page,
    "topic": topic_page,
    "used-in": used_in_page,
    "redirect": redirect_page,
    "gone": gone_page,
    "404": missing_page,
}

__all__ = ["PAGES", "Page", "head_view", "site_view"]
