"""Files to a site: the only reader of content."""

from generator.load.site import Loaded, load

__all__ = ["Loaded", "load"]
