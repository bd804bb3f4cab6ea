"""All addresses of a site asked, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Related, diagnose
from generator.external.memory import Memory, recalled, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.external.asking import Answer
    from generator.external.links import Link

HOSTS = 8
"""Hosts that are asked at the same time."""

_UNREACHED = frozenset({"offline", "nameless"})


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, how many addresses were asked and how many known from before; `offline`: none was reached."""

    problems: tuple[Diagnostic, ...]
    asked: int
    known: int
    offline: bool


def survey(root: Path, links: Iterable[Link], ask: Callable[[str], Answer], *, refresh: bool = False) -> Survey:
    """Ask for every address that is not known from the last days (`refresh`: for all), and remember the answers.

    Where not one host of those asked is found there is no network: then nothing is said about any of them.
    """
    now = dt.datetime.now(dt.UTC)
    wanted = tuple(links)
    known = {} if refresh else recalled(root, now)
    asked = _asked([link.url for link in wanted if link.url not in known], ask)
    offline = bool(asked) and all(answer.kind in _UNREACHED for answer in asked.values())
    memory: Memory = known | ({} if offline else {url: (answer, now) for url, answer in asked.items()})
    held = {link.url: memory[link.url] for link in wanted if link.url in memory}
    if held:
        remember(root, held)
    problems = tuple(one for link in wanted if link.url in held for one in _problem(link, held[link.url][0]))
    return Survey(problems, 0 if offline else len(asked), len(held) - (0 if offline else len(asked)), offline)


def _asked(urls: Iterable[str], ask: Callable[[str], Answer]) -> dict[str, Answer]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.casefold(), []).append(url)
    with ThreadPoolExecutor(HOSTS) as pool:
        runs = pool.map(lambda group: [(url, ask(url)) for url in group], hosts.values())
        return {url: answer for run in runs for url, answer in run}


def _problem(link: Link, answer: Answer) -> Iterator[Diagnostic]:
    first, *others = link.places
    related = tuple(Related(place, "it stands here too") for place in others)
    if answer.kind in {"gone", "nameless"}:
        hint = "`archive_url` leads readers to a copy; mend the address if there is a new one" if link.copied else None
        yield diagnose("W-LINK-GONE", first, f"`{link.url}` is gone: {answer.said}", hint=hint, related=related)
    elif answer.kind == "moved":
        yield diagnose("W-LINK-MOVED", first, f"`{link.url}` has moved", hint=f"write {answer.to}", related=related)
    elif answer.kind in {"unknown", "offline"}:
        yield diagnose("N-LINK-UNKNOWN", first, f"`{link.url}` could not be checked: {answer.said}", related=related)
