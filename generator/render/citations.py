"""The numbered sources of a page, gathered while its prose is rendered."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.people import source_view
from generator.render.views import CitationView

if TYPE_CHECKING:
    from generator.render.library import Library


@dataclass(frozen=True, slots=True)
class Citations:
    """The sources that a page cites, in the order in which they are first cited, with how often each is."""

    cited: dict[str, int] = field(default_factory=dict)

    def cite(self, id_: str) -> tuple[int, int]:
        """Give the number of a source on its page, and how many times it has now been cited there."""
        self.cited[id_] = self.cited.get(id_, 0) + 1
        return list(self.cited).index(id_) + 1, self.cited[id_]

    def views(self, library: Library) -> tuple[CitationView, ...]:
        """Give the list of what was cited, with links back to each place."""
        return tuple(
            CitationView(
                id=f"cite-{number}",
                number=number,
                source=source_view(library, library.site.sources[id_]),
                back=tuple(f"#cite-{number}-{use}" for use in range(1, uses + 1)),
            )
            for number, (id_, uses) in enumerate(self.cited.items(), 1)
        )
