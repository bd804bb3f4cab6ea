"""Prose as HTML."""

from generator.render.html.links import Cited, Labels, Link, Links
from generator.render.html.render import render_document

__all__ = ["Cited", "Labels", "Link", "Links", "render_document"]
