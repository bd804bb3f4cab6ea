"""Addresses elsewhere on the web: whether they are still there. Only `factbox check --external` asks."""

from generator.external.asking import Answer, Manners, ask
from generator.external.links import Link, links
from generator.external.survey import Survey, survey

__all__ = ["Answer", "Link", "Manners", "Survey", "ask", "links", "survey"]
