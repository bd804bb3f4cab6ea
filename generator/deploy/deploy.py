"""A finished build to a host, and a host back to an earlier release: the story in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.deploy.live import DEPLOY
from generator.deploy.plan import Plan, after, after_rollback, plan
from generator.deploy.refuse import Wishes, refusals
from generator.deploy.tree import finished_tree, strangers
from generator.diagnostics import Abort

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.deploy.host import Host, Tell
    from generator.deploy.live import Live
    from generator.deploy.plan import Standing
    from generator.model.target import Target


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be deployed where: the output folder, the target, and what whoever deploys takes upon himself.

    `now` is the moment of the deploy, `built` that of the build where the build itself does not say.
    """

    folder: Path
    target: Target
    wishes: Wishes
    now: dt.datetime
    built: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Deployed:
    """What a deploy did, or would do: its plan, and why it would be refused (a dry run is told, and not stopped).

    `left` are files of the folder that did not go along, since no build made them.
    """

    plan: Plan
    refusals: tuple[str, ...]
    left: tuple[str, ...]
    done: bool


def deploy(order: Order, host: Host, tell: Tell, *, dry: bool = False) -> Deployed:
    """Deploy a build. Aborts with 4 where it is refused or fails; with `dry` nothing is changed anywhere."""
    target = order.target
    with finished_tree(order.folder, target.include, target.allow) as held:
        tree = replace(held, moment=order.built or held.moment)
        with host.opened(tree, change=not dry) as session:
            today = order.now.date()
            found = plan(tree.files, session.standing, target, today)
            why = tuple(refusals(found, session.standing, tree, order.wishes, order.now))
            left = strangers(order.folder, tree)
            if dry:
                return Deployed(found, why, left, done=False)
            if why:
                message = "\n".join(f"error: {host.place}: {reason}" for reason in why)
                raise Abort(message, exit_code=DEPLOY)
            done = not _is_there(found, session.standing)
            if done:
                session.carry_out(found, tree, after(found, tree, session.standing, target, today), tell)
            return Deployed(found, (), left, done=done)


def _is_there(found: Plan, standing: Standing) -> bool:
    """Tell whether a host holds all of a build already, and nothing that must go."""
    return standing.live.release > 0 and not standing.broken and not found.uploads and not found.deletions


def rollback(host: Host, number: int | None, now: dt.datetime, tell: Tell) -> int:
    """Go back to a release, the one before the live one by default, and give its number. Aborts with 4."""
    with host.opened(None, change=True) as session:
        live = session.standing.live
        chosen = _chosen(live, number, host.place)
        files = session.files_of(chosen)
        session.go_back(chosen, after_rollback(session.standing, files, chosen, now.date()), tell)
        return chosen


def _chosen(live: Live, number: int | None, place: str) -> int:
    numbers = [release.number for release in live.releases if release.number != live.release]
    if number is None:
        number = max((one for one in numbers if one < live.release), default=0)
        if not number:
            message = f"error: {place} has no release before the live one ({live.release or 'none'}) to go back to"
            raise Abort(message, exit_code=DEPLOY)
    if number not in numbers:
        kept = ", ".join(map(str, numbers)) or "none"
        message = f"error: {place} cannot go back to release {number}; those that are kept: {kept}"
        raise Abort(message, exit_code=DEPLOY)
    return number
