"""Factbox: a static site generator for explainers in which every figure has a source."""

__version__ = "0.1.0"
