"""How a page is cited: the works to name, and each of them in words, in BibTeX and in CSL-JSON."""

from generator.render.cite.bibtex import bibtex
from generator.render.cite.csl import csl_json
from generator.render.cite.views import article_cite, fact_cite
from generator.render.cite.works import Name, Work, article_works, fact_works

__all__ = ["Name", "Work", "article_cite", "article_works", "bibtex", "csl_json", "fact_cite", "fact_works"]
