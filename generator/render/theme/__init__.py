"""The theme: Jinja as an object, and what it refuses."""

from generator.render.theme.contract import DATA, DIRECTIVES, PAGES, SHARED
from generator.render.theme.files import default_files, own_files, template_texts
from generator.render.theme.loading import Theme, load_theme

__all__ = [
    "DATA",
    "DIRECTIVES",
    "PAGES",
    "SHARED",
    "Theme",
    "default_files",
    "load_theme",
    "own_files",
    "template_texts",
]
