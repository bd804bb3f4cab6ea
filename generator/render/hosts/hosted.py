"""A site as its host sees it: where it stands, what its old addresses lead to, and which folders hold what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.config import Config
    from generator.plan import Output, Plan

EMBEDS = "embed"
"""The folder of the pages that other sites may show in a frame."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and the one that it leads to, both from the host's root, and where the old one is written."""

    old: str
    new: str
    place: Span


@dataclass(frozen=True, slots=True)
class Hosted:
    """A site as its host sees it.

    `base_path` is "/" or "/sub/"; `sections` are the folders that hold pages in folders of their own, without those
    that may be framed.
    """

    host: str
    base_path: str
    sections: tuple[str, ...]
    embeds: bool
    redirects: tuple[Redirect, ...]


def hosted(config: Config, plan: Plan) -> Hosted:
    """Give what a host must know of a site."""
    old = [output for output in plan.outputs if output.kind == "redirect"]
    pages = (output.path.split("/") for output in plan.outputs if output.kind != "redirect")
    deep = {parts[0] for parts in pages if len(parts) > 2 and parts[-1] == "index.html"}  # noqa: PLR2004 - two folders
    redirects = tuple(_redirect(config.base_path, output) for output in old)
    return Hosted(config.host, config.base_path, tuple(sorted(deep - {EMBEDS})), EMBEDS in deep, redirects)


def _redirect(base_path: str, output: Output) -> Redirect:
    return Redirect(base_path + output.path.removesuffix("index.html"), f"{base_path}{output.key}/", output.place)
