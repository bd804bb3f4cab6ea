"""What should have been looked at again by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, diagnose
from generator.facts.prose import Owner
from generator.facts.staleness import reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined


def overdue_reviews(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-OVERDUE for facts and articles that the public reads and whose day of review has passed."""
    today = examined.now.astimezone(examined.site.config.timezone).date()
    for review in reviews(examined.site, examined.now, examined.own):
        if review.is_overdue(today) and examined.public(Owner(review.kind, review.id, review.home)):
            what = f"the fact `{review.id}`" if review.kind == "fact" else f"`{review.id}`"
            kept = f" ({review.name} keeps it)" if review.name else ""
            message = f"{what} was to be looked at again by {review.day}{kept}"
            yield diagnose("W-OVERDUE", review.place, message, hint=f"look at it again, then {review.moves}")
