"""Dates of any precision, stretches of time and moments, and the grammar in which authors write them."""

from generator.model.dates.date import Date
from generator.model.dates.duration import Duration, parse_duration
from generator.model.dates.instant import Instant, parse_instant
from generator.model.dates.parse import parse_date

__all__ = ["Date", "Duration", "Instant", "parse_date", "parse_duration", "parse_instant"]
