"""config.yaml to the site's settings: whatever is wrong there is E-CONFIG, and nothing else is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.diagnostics import Diagnostic, Severity
from generator.load.decode.config import decode_config
from generator.load.fields import Fields, Notebook
from generator.load.tree import read_config
from generator.load.yaml import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.load.tree import TextFile
    from generator.model.config import Config


def read_settings(file: TextFile) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Give the settings; None where one cannot be used. Errors keep their words and places, under E-CONFIG."""
    top, problems = read_yaml(file)
    notebook = Notebook(file, ZoneInfo("UTC"), list(problems))
    config = decode_config(Fields(notebook, top, what="config.yaml")) if top is not None else None
    found = tuple(_as_config(problem) for problem in notebook.problems)
    broken = any(problem.severity is Severity.ERROR for problem in found)
    return (None if broken else config), found


def load_settings(root: Path) -> tuple[Config | None, tuple[Diagnostic, ...], dict[str, str]]:
    """Give the settings of a site's folder as `read_settings` does, and the text they stand in by its path.

    Aborts where config.yaml cannot be read.
    """
    file = read_config(root)
    config, problems = read_settings(file)
    return config, problems, {file.path: file.text}


def _as_config(problem: Diagnostic) -> Diagnostic:
    return replace(problem, code="E-CONFIG") if problem.severity is Severity.ERROR else problem
