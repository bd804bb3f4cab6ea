"""Files to a site: the only reader of content."""

from generator.load.against import against
from generator.load.articles import ArticleFile, Desk, read_articles
from generator.load.site import Loaded, load, load_tree

__all__ = ["ArticleFile", "Desk", "Loaded", "against", "load", "load_tree", "read_articles"]
