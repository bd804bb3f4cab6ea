"""Sheets for people who check figures: an article's figures, and sentences to read again."""

from generator.render.sheets.article import article_sheet
from generator.render.sheets.forms import FORMS, Sheet
from generator.render.sheets.reread import reread_sheet

__all__ = ["FORMS", "Sheet", "article_sheet", "reread_sheet"]
