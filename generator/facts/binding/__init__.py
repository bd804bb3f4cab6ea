"""Whether the words of a reference say what its fact says."""

from generator.facts.binding.dates import Point, points
from generator.facts.binding.judge import CODE, judge, judge_date
from generator.facts.binding.said import Saying, saying

__all__ = ["CODE", "Point", "Saying", "judge", "judge_date", "points", "saying"]
