"""What must never reach a host: strings that look like secrets, and paths of the machine that built the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A kind of secret: a text that each has in it, which is quick to look for, and its whole form."""

    name: str
    hint: bytes
    form: re.Pattern[bytes]


def _pattern(name: str, hint: str, form: str) -> _Pattern:
    return _Pattern(name, hint.encode(), re.compile(form.encode()))


_BOUND = r"(?<![A-Za-z0-9_])"
# The forms are those that the issuers document for scanners (GitHub's secret scanning patterns and their own docs).
_PATTERNS: Final = (
    _pattern("private-key", "PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    _pattern("aws-key", "AKIA", _BOUND + r"AKIA[A-Z2-7]{16}(?![A-Za-z0-9])"),
    _pattern("aws-key", "ASIA", _BOUND + r"ASIA[A-Z2-7]{16}(?![A-Za-z0-9])"),
    _pattern("aws-key", "aws_secret_access_key", r"aws_secret_access_key\W{1,8}[A-Za-z0-9/+=]{40}"),
    _pattern("github-token", "gh", _BOUND + r"gh[pousr]_[A-Za-z0-9]{36,255}"),
    _pattern("github-token", "github_pat_", _BOUND + r"github_pat_[A-Za-z0-9_]{60,255}"),
    _pattern("gitlab-token", "glpat-", _BOUND + r"glpat-[A-Za-z0-9_-]{20,}"),
    _pattern("slack-token", "xox", _BOUND + r"xox[abeoprs]-[A-Za-z0-9-]{20,}"),
    _pattern("google-key", "AIza", _BOUND + r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    _pattern("stripe-key", "k_live_", _BOUND + r"[rs]k_live_[A-Za-z0-9]{20,}"),
    _pattern("npm-token", "npm_", _BOUND + r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    _pattern("pypi-token", "pypi-AgEI", _BOUND + r"pypi-AgEI[A-Za-z0-9_-]{50,}"),
    _pattern("anthropic-key", "sk-ant-", _BOUND + r"sk-ant-[A-Za-z0-9_-]{30,}"),
    _pattern("openai-key", "sk-", _BOUND + r"sk-(?:proj-|svcacct-)?[A-Za-z0-9]{40,}"),
    _pattern("jwt", "eyJ", _BOUND + r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}"),
)


def secrets_in(data: bytes, local: tuple[bytes, ...]) -> Iterator[tuple[str, int]]:
    """Give what a file has in it that no host may get: the name of its pattern, and the line. Never the text itself.

    `local` are folders of this machine, each with a slash at its end.
    """
    for pattern in _PATTERNS:
        if pattern.hint in data:
            found = pattern.form.search(data)
            if found is not None:
                yield pattern.name, data.count(b"\n", 0, found.start()) + 1
    for folder in local:
        start = data.find(folder)
        if start >= 0:
            yield "local-path", data.count(b"\n", 0, start) + 1
