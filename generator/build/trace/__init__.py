"""What the work on a page reads: every look at an entry is noted, so that the page is made again when that changes.

`notes` are the things that note; `views` puts them in the place of all that the work can look at.
"""

from generator.build.trace.notes import EVERY, Key, packed, unpacked
from generator.build.trace.views import KINDS, LISTINGS, trace_ground, trace_library

__all__ = ["EVERY", "KINDS", "LISTINGS", "Key", "packed", "trace_ground", "trace_library", "unpacked"]
