"""Problems for people and for programs: each renderer gives text, and none of them decides anything."""

from generator.diagnostics.show.json import as_json
from generator.diagnostics.show.text import as_text

FORMATS = {"text": as_text, "json": as_json}

__all__ = ["FORMATS", "as_json", "as_text"]
