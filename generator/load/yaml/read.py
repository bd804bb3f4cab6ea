"""A YAML file -> the mapping that it holds, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.load.yaml.characters import check_characters, mend
from generator.load.yaml.compose import compose
from generator.load.yaml.shape import as_mapping

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.load.node import Mapping
    from generator.load.tree import TextFile


def read_yaml(file: TextFile) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Give the mapping at the top of a YAML file, or None where there is none.

    Every text in it is as the author wrote it: no number, truth value, date or null is made. After an error in the
    syntax the mapping holds what was read before it, and what is not whole is marked `cut`.
    Reports E-YAML, E-YAML-DUP, E-YAML-ALIAS, E-YAML-TAG, E-YAML-CHAR, W-YAML-COMMENT, E-SHAPE, E-DEPTH and E-LIMIT.
    """
    return read_mapping(file, "this file")


def read_mapping(file: TextFile, what: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Read like `read_yaml`; `what` names the text in messages, such as "this file" or "the front matter"."""
    strange = check_characters(file, "E-YAML-CHAR")
    if not strange:
        root, diagnostics = compose(file)
        return as_mapping(file, root, diagnostics, what)
    # What else goes wrong in such a file mostly goes wrong because of them; its content is still worth having.
    mended = replace(file, text=mend(file.text))
    root, diagnostics = compose(mended)
    return as_mapping(mended, root, diagnostics, what)[0], strange
