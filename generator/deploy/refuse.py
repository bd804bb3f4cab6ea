"""When a deploy is refused though host and build are both sound: reasons, each with what to do about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.deploy.live import Live
    from generator.deploy.plan import Plan, Standing
    from generator.deploy.tree import Tree

_EARLY = dt.timedelta(minutes=15)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever deploys takes upon himself.

    `adopt`: files that are no deploy's may be written over. `older`: an older build may replace a newer one, and one
    made for a later moment may be published. `max_deletes` is a percentage.
    """

    max_deletes: int
    adopt: bool = False
    older: bool = False


def refusals(plan: Plan, standing: Standing, tree: Tree, wishes: Wishes, now: dt.datetime) -> Iterator[str]:
    """Give every reason against carrying out a plan."""
    if not wishes.older:
        yield from _untimely(standing.live, tree.moment, tree.record, now)
    if plan.foreign and not wishes.adopt:
        yield (
            f"other files, which Factbox did not put there, would be written over: {_some(plan.foreign)}; "
            "deploy to another place, or write over them with --adopt"
        )
    elif standing.strangers and not wishes.adopt:
        yield (
            f"other files, which Factbox did not put there, would be taken away: {_some(standing.strangers)}; "
            "deploy to another place, or take it over with --adopt"
        )
    live = max(len(standing.live.files), 1)
    share = 100 * len(plan.pages_gone) / live
    if share > wishes.max_deletes:
        yield (
            f"{len(plan.pages_gone)} of {live} files would be removed, which is {share:.0f}% "
            f"(more than {wishes.max_deletes}%): {_some(plan.pages_gone)}; if that is meant, deploy with "
            f"--max-deletes {min(100, int(share) + 1)}"
        )


def _untimely(live: Live, built: dt.datetime | None, record: str, now: dt.datetime) -> Iterator[str]:
    current = next((one for one in live.releases if one.number == live.release), None)
    if current is not None and current.record == record:
        return
    if record in live.withdrawn:
        yield "this very build was gone back from; build anew, or deploy it again with --older"
    if built is None:
        if live.newest is not None:
            yield (
                f"what stands there was built for {_when(live.newest)}, and when this build was made is not known, "
                "since it was moved; build here, or say so with --built"
            )
        return
    if live.newest is not None and built < live.newest:
        yield (
            f"this build, made for {_when(built)}, is older than one that was deployed there, made for "
            f"{_when(live.newest)}; build anew, go back with `factbox rollback`, or insist with --older"
        )
    if built > now + _EARLY:
        yield (
            f"this build was made for a moment that is yet to come, {_when(built)}: embargoes would fall before their "
            "time; build without --now, or insist with --older"
        )


def _when(moment: dt.datetime) -> str:
    return moment.isoformat(" ", "seconds")


def _some(paths: tuple[str, ...]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join(paths[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
