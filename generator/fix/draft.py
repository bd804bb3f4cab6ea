"""A site's files with some fixes made, in memory."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.fix.soundness import only_meant
from generator.fix.splice import spliced
from generator.load.tree import TextFile
from generator.load.tree.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.diagnostics import Diagnostic, Edit
    from generator.load.tree import Tree


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a site as they would be.

    `texts` are all of its texts by path. `before` are the bytes of those at hand, as they stand on the disk; `after`
    are the bytes of those that fixes change.
    """

    tree: Tree
    texts: Mapping[str, TextFile]
    before: Mapping[str, bytes] = field(default_factory=dict)
    after: Mapping[str, bytes] = field(default_factory=dict)

    def files(self) -> Tree:
        """Give all files as the reader takes them."""
        config = self.texts[self.tree.config.path]
        return replace(self.tree, config=config, texts=tuple(self.texts[file.path] for file in self.tree.texts))

    def with_bytes(self, changed: Mapping[str, bytes]) -> Draft:
        """Give the draft with other bytes for some files, which must be text."""
        texts = {path: file for path, data in changed.items() if isinstance(file := decode(path, data), TextFile)}
        return replace(self, texts={**self.texts, **texts}, after={**self.after, **changed})

    def without(self, paths: Iterable[str]) -> Draft:
        """Give the draft with some files as they stand on the disk."""
        draft = self.with_bytes({path: self.before[path] for path in paths})
        return replace(draft, after={path: data for path, data in self.after.items() if path not in paths})


def draft_of(tree: Tree) -> Draft:
    """Give the draft in which nothing is fixed."""
    return Draft(tree, {file.path: file for file in (tree.config, *tree.texts)})


def edits_of(problems: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """Give the edits of fixes, each once."""
    found = (edit for problem in problems if problem.fix is not None for edit in problem.fix.edits)
    return tuple(dict.fromkeys(found))


def fixed_bytes(draft: Draft, path: str, problems: Iterable[Diagnostic]) -> bytes | None:
    """Give a file with the fixes of its problems made; None where they would change anything else in it."""
    edits, old = edits_of(problems), draft.texts[path]
    data = draft.after.get(path, draft.before[path])
    changed = spliced(data.decode("utf-8"), edits).encode("utf-8")
    new = decode(path, changed)
    return changed if isinstance(new, TextFile) and only_meant(old, new, edits) else None
