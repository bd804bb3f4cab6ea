"""Files to a site: the only reader of content."""

from generator.load.against import against
from generator.load.site import Loaded, load, load_tree

__all__ = ["Loaded", "against", "load", "load_tree"]
