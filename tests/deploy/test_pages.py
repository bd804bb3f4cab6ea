"""A site to a branch of a git repository, which GitHub Pages shows, with a bare repository in its place."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from deploying import few_site, files_at, publish_few

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
SECRET = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - that of nobody


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    program = shutil.which("git") or "git"
    return subprocess.run([program, "-C", str(folder), *who, *words], check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True)
class Desk:
    """A site in a checkout, and the bare repository that it came from."""

    root: Path
    bare: Path

    def deploy(self, *options: str) -> int:
        return run(["deploy", str(self.root), *options])

    def shown(self, branch: str = "gh-pages") -> dict[str, str]:
        """Give what the branch holds, without the manifest."""
        names = git(self.bare, "ls-tree", "-r", "--name-only", branch).splitlines()
        return {name: git(self.bare, "show", f"{branch}:{name}") for name in names if not name.startswith(".factbox/")}

    def manifest(self) -> Any:
        return json.loads(git(self.bare, "show", "gh-pages:.factbox/deploy.json"))

    def built(self) -> dict[str, str]:
        return {path: data.decode() for path, data in files_at(self.root / "site").items()}

    def refs(self) -> dict[str, str]:
        lines = git(self.bare, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return {line.split()[0]: line.split()[1] for line in lines}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    bare = tmp_path / "origin.git"
    bare.mkdir()
    git(bare, "init", "--quiet", "--bare")
    root = few_site(tmp_path / "site of mine", "live: {kind: github-pages, max_deletes: 90}")
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", str(bare))
    (root / "secret-draft.md").write_text("not yet")
    (root / ".gitignore").write_text("/site/\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Mine")
    git(root, "push", "--quiet", "origin", "main")
    publish_few(root, "red")
    return Desk(root, bare)


def test_the_branch_shows_the_build_and_nothing_of_the_others(desk: Desk, capsys: Capture) -> None:
    main = desk.refs()["refs/heads/main"]
    before = files_at(desk.root)
    assert desk.deploy() == 0
    assert desk.shown() == {**desk.built(), ".nojekyll": ""}
    assert "release 1" in capsys.readouterr().out
    assert desk.refs()["refs/heads/main"] == main
    assert files_at(desk.root) == before  # no index, hook or checkout of the author's was touched
    assert git(desk.bare, "rev-list", "--count", "gh-pages").strip() == "1"
    objects = git(desk.bare, "rev-list", "--objects", "gh-pages", "--not", "main")
    assert "secret-draft" not in objects


def test_a_second_deploy_has_nothing_to_do(desk: Desk, capsys: Capture) -> None:
    desk.deploy()
    before = desk.refs()
    capsys.readouterr()
    assert desk.deploy() == 0
    assert "nothing to do" in capsys.readouterr().out
    assert desk.refs() == before


def test_a_dry_run_changes_nothing(desk: Desk, capsys: Capture) -> None:
    before = desk.refs()
    assert desk.deploy("--dry-run") == 0
    assert desk.refs() == before
    assert "release 1:" in capsys.readouterr().out


def test_only_what_changed_is_sent_and_what_left_is_gone_but_for_open_pages_assets(desk: Desk) -> None:
    desk.deploy()
    old = desk.shown()
    publish_few(desk.root, "blue", minute=1)
    blobs = set(git(desk.bare, "rev-list", "--objects", "--all").split())
    assert desk.deploy() == 0
    shown = desk.shown()
    style = next(path for path in old if path.endswith(".css"))
    assert shown == {**desk.built(), ".nojekyll": "", style: old[style]}
    assert "red/index.html" not in shown
    same = git(desk.bare, "rev-parse", "gh-pages:robots.txt").strip()
    assert same in blobs
    assert git(desk.bare, "rev-list", "--count", "gh-pages").strip() == "1"


def test_one_goes_back_to_the_release_before(desk: Desk, capsys: Capture) -> None:
    desk.deploy()
    first = desk.shown()
    publish_few(desk.root, "blue", minute=1)
    desk.deploy()
    assert run(["rollback", str(desk.root)]) == 0
    shown = desk.shown()
    assert {path: shown[path] for path in first} == first
    assert "blue/index.html" not in shown
    assert desk.manifest()["release"] == 1
    capsys.readouterr()
    assert desk.deploy() == 4
    assert "gone back from" in capsys.readouterr().err


def test_only_some_releases_are_kept(desk: Desk) -> None:
    for minute, colour in enumerate(("red", "blue", "green", "grey", "pink")):
        publish_few(desk.root, colour, minute=minute)
        assert desk.deploy() == 0
    kept = [name for name in desk.refs() if name.startswith("refs/factbox/")]
    assert kept == [f"refs/factbox/releases/{number}" for number in (3, 4, 5)]


def test_a_branch_that_others_made_is_refused_unless_it_is_taken_over(desk: Desk, capsys: Capture) -> None:
    git(desk.root, "push", "--quiet", "origin", "main:gh-pages")
    before = desk.refs()
    assert desk.deploy() == 4
    assert "secret-draft.md" in capsys.readouterr().err
    assert desk.refs() == before
    assert desk.deploy("--adopt") == 0
    assert desk.shown() == {**desk.built(), ".nojekyll": ""}


def test_the_source_s_own_branch_is_refused(desk: Desk, capsys: Capture) -> None:
    config = desk.root / "config.yaml"
    config.write_text(config.read_text().replace("max_deletes", "branch: main, max_deletes"))
    before = desk.refs()
    assert desk.deploy() == 4
    assert "other files" in capsys.readouterr().err
    assert desk.refs() == before


def test_a_domain_that_was_set_on_github_stays(desk: Desk) -> None:
    desk.deploy()
    checkout = desk.root.parent / "checkout"
    git(desk.root.parent, "clone", "--quiet", "--branch", "gh-pages", str(desk.bare), str(checkout))
    (checkout / "CNAME").write_text("few.example.org\n")
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "-m", "Create CNAME")
    git(checkout, "push", "--quiet", "origin", "gh-pages")
    publish_few(desk.root, "blue", minute=1)
    assert desk.deploy() == 0
    assert desk.shown()["CNAME"] == "few.example.org\n"


def test_a_file_that_was_changed_on_the_branch_is_mended(desk: Desk) -> None:
    desk.deploy()
    checkout = desk.root.parent / "checkout"
    git(desk.root.parent, "clone", "--quiet", "--branch", "gh-pages", str(desk.bare), str(checkout))
    (checkout / "index.html").write_text("vandals")
    git(checkout, "commit", "--quiet", "-am", "Ha")
    git(checkout, "push", "--quiet", "origin", "gh-pages")
    assert desk.deploy() == 0
    assert desk.shown()["index.html"] == desk.built()["index.html"]


def test_two_deploys_never_mix(desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one deploy is made, another one arrives: the first is told, and the branch holds the other, whole."""
    from generator.deploy.git import Repository  # noqa: PLC0415 - to be changed for this test only

    desk.deploy()
    plain = Repository.commit
    met: list[str] = []

    def commit(self: Repository, *words: Any) -> str:
        made = plain(self, *words)
        if not met:
            met.append(made)
            git(desk.bare, "update-ref", "refs/heads/gh-pages", git(desk.bare, "rev-parse", "main").strip())
        return made

    monkeypatch.setattr(Repository, "commit", commit)
    publish_few(desk.root, "blue", minute=1)
    before = desk.refs()
    assert desk.deploy() == 4
    assert "was changed while this deploy was made" in capsys.readouterr().err
    after = desk.refs()
    assert after["refs/heads/gh-pages"] == after["refs/heads/main"]
    assert after.keys() == before.keys()


@pytest.mark.parametrize("branch", ["--force", "a..b", "a b", "-d"])
def test_a_name_that_is_no_branch_is_refused(desk: Desk, branch: str, capsys: Capture) -> None:
    config = desk.root / "config.yaml"
    config.write_text(config.read_text().replace("max_deletes", f'branch: "{branch}", max_deletes'))
    assert desk.deploy() == 2
    assert "cannot be the name of a branch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("to", "code"),
    [("--upload-pack=touch /tmp/evil", 4), ("ext::sh -c touch% /tmp/evil", 4), ("nowhere", 2), ("../nothing.git", 4)],
)
def test_an_address_that_is_none_is_told(desk: Desk, to: str, code: int, capsys: Capture) -> None:
    config = desk.root / "config.yaml"
    config.write_text(config.read_text().replace("max_deletes", f'to: "{to}", max_deletes'))
    assert desk.deploy() == code
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert "Traceback" not in told


def test_a_token_in_an_address_is_never_told(desk: Desk, capsys: Capture) -> None:
    git(desk.root, "remote", "set-url", "origin", f"https://x:{SECRET}@127.0.0.1:1/none.git")
    assert desk.deploy() == 4
    told = capsys.readouterr()
    assert SECRET not in told.err + told.out
    assert "127.0.0.1" in told.err


def test_names_that_git_would_quote_arrive_as_they_are(desk: Desk) -> None:
    (desk.root / "site" / 'ä "b".txt').write_text("odd")
    config = desk.root / "config.yaml"
    config.write_text(config.read_text().replace("max_deletes", """include: ['ä "b".txt'], max_deletes"""))
    assert desk.deploy() == 0
    assert 'ä "b".txt' in git(desk.bare, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")
    assert desk.deploy() == 0
