"""The number lint: which numbers in prose are figures, and whether each is bound to what it rests on."""

from generator.facts.lint.certain import is_about, is_plain
from generator.facts.lint.coverage import Coverage, coverage, coverage_of_articles, coverage_of_site
from generator.facts.lint.passages import Linted, entries, is_judged, lint
from generator.facts.lint.sayings import Sayings
from generator.facts.lint.stated import Bond, Stated, stated_figures

__all__ = [
    "Bond", "Coverage", "Linted", "Sayings", "Stated", "coverage", "coverage_of_articles", "coverage_of_site",
    "entries", "is_about", "is_judged", "is_plain", "lint", "stated_figures",
]  # fmt: skip
