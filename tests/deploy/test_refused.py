"""What is never deployed, and what is deployed only if somebody insists."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from deploying import build, edit, few, few_site, files_at, live, publish_few, site_with

from generator.cli.main import run
from generator.deploy.secrets import secrets_in
from generator.model.target import ALLOWABLE
from generator.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
CANARY = "kestrel-canary"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the tiny site, whose target is a folder."""
    root = few_site(tmp_path / "few", "live: {kind: folder, to: ../www}")
    publish_few(root, "blue")
    return root


def deploy(root: Path, *options: str) -> int:
    return run(["deploy", str(root), *options])


def _change(site: Path) -> None:
    page = site / "index.html"
    page.write_bytes(page.read_bytes().replace(b"blue", b"plum"))


def _remove(site: Path) -> None:
    (site / "cars/index.html").unlink()


def _link(site: Path) -> None:
    (site / "cars/index.html").unlink()
    (site / "cars/index.html").symlink_to(site / "index.html")


def _pipe(site: Path) -> None:
    (site / "facts.json").unlink()
    os.mkfifo(site / "facts.json")


def _no_record(site: Path) -> None:
    (site / "build.json").unlink()


def _bad_record(site: Path) -> None:
    (site / "build.json").write_text('{"files": [')


def _other_record(site: Path) -> None:
    held = json.loads((site / "build.json").read_bytes())
    held["files"]["more.html"] = "0" * 64
    (site / "build.json").write_text(json.dumps(held))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_change, "index.html was changed"),
        (_remove, "cars/index.html is missing"),
        (_link, "cars/index.html"),
        (_pipe, "facts.json"),
        (_no_record, "no sound build.json"),
        (_bad_record, "no sound build.json"),
        (_other_record, "more.html is missing"),
    ],
)
def test_a_folder_that_is_no_whole_build_is_refused(
    root: Path, harm: Callable[[Path], None], told: str, capsys: Capture
) -> None:
    harm(root / "site")
    assert deploy(root) == 4
    assert told in capsys.readouterr().err
    assert not (root.parent / "www").exists()


def test_a_site_that_was_not_built_is_refused(tmp_path: Path, capsys: Capture) -> None:
    root = few_site(tmp_path / "few", "live: {kind: folder, to: ../www}")
    assert deploy(root) == 4
    assert "factbox build" in capsys.readouterr().err


def test_a_build_without_a_home_page_is_refused(root: Path, capsys: Capture) -> None:
    publish_few(root, "blue", "index.html")
    assert deploy(root) == 4
    assert "no home page" in capsys.readouterr().err
    publish({}, root / "site")
    assert deploy(root) == 4


def test_a_build_with_drafts_is_refused(site: Path, capsys: Capture) -> None:
    build(site_with(site, "live: {kind: folder, to: ../www}"), "--drafts")
    assert deploy(site) == 4
    assert "built with drafts" in capsys.readouterr().err
    assert deploy(build(site)) == 0


def test_an_older_build_is_refused(root: Path, capsys: Capture) -> None:
    publish_few(root, "blue", minute=5)
    assert deploy(root) == 0
    publish_few(root, "red", minute=4)
    assert deploy(root) == 4
    assert "is older than one that was deployed" in capsys.readouterr().err
    assert live(root.parent / "www")["release"] == 1
    assert deploy(root, "--older") == 0
    publish_few(root, "green", minute=4)
    assert deploy(root) == 4, "the newest stays the measure"


def test_the_moment_of_a_build_that_was_moved_must_be_told(root: Path, tmp_path: Path, capsys: Capture) -> None:
    assert deploy(root) == 0
    publish_few(root, "red", minute=1)
    (tmp_path / "away").mkdir()
    moved = (root / "site").rename(tmp_path / "away/site")
    assert deploy(root, "--output", str(moved)) == 4
    assert "--built" in capsys.readouterr().err
    assert deploy(root, "--output", str(moved), "--built", "2026-03-01T11:00+00:00") == 4
    assert deploy(root, "--output", str(moved), "--built", "2026-03-01T12:01") == 0


def test_a_build_for_a_moment_to_come_is_refused(site: Path, capsys: Capture) -> None:
    build(site_with(site, "live: {kind: folder, to: ../www}"), "--now", "2999-01-01")
    assert deploy(site) == 4
    assert "embargoes" in capsys.readouterr().err
    assert deploy(site, "--older") == 0


def test_a_build_that_changes_nothing_but_its_moment_has_nothing_to_do(root: Path) -> None:
    deploy(root)
    record = (root / "site/build.json").read_bytes()
    publish_few(root, "blue", minute=9)
    assert (root / "site/build.json").read_bytes() == record
    assert deploy(root) == 0
    assert live(root.parent / "www")["release"] == 1


def test_a_large_removal_is_refused(root: Path, capsys: Capture) -> None:
    files = few("blue") | {f"page-{number}/index.html": b"<p>page" for number in range(31)}
    publish(files, root / "site")
    assert deploy(root) == 0
    publish({path: data for path, data in files.items() if not path.startswith("page-1")}, root / "site")
    assert deploy(root) == 4
    assert "11 of 41 files would be removed, which is 27% (more than 20%)" in capsys.readouterr().err
    assert deploy(root, "--dry-run") == 4
    assert "refused: 11 of 41" in capsys.readouterr().out
    assert deploy(root, "--max-deletes", "27") == 0


SECRETS = {
    "private-key": "-----BEGIN OPENSSH PRIVATE KEY-----",
    "aws-key": "AKIA" + "Q3XZ" * 4,
    "github-token": "ghp_" + "a1B2" * 9,
    "gitlab-token": "glpat-" + "a1B2" * 5,
    "slack-token": "xoxb-" + "1234567890-" * 3,
    "google-key": "AIza" + "a1B2_" * 7,
    "stripe-key": "sk_live_" + "a1B2" * 6,
    "npm-token": "npm_" + "a1B2" * 9,
    "pypi-token": "pypi-AgEI" + "a1B2" * 15,
    "anthropic-key": "sk-ant-" + "a1B2" * 10,
    "openai-key": "sk-" + "a1B2" * 12,
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ." + "a1B2" * 8,
}


def test_every_kind_of_secret_is_tried() -> None:
    assert {*SECRETS, "local-path"} == set(ALLOWABLE)


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_what_looks_like_a_secret_is_refused_and_not_told(root: Path, name: str, capsys: Capture) -> None:
    publish(few("blue") | {"notes.json": b'{\n"key": "' + SECRETS[name].encode() + b'"}'}, root / "site")
    assert deploy(root) == 4
    told = capsys.readouterr().err
    assert f"notes.json:2 ({name})" in told
    assert SECRETS[name] not in told
    few_site(root, f"live: {{kind: folder, to: ../www, allow: {name}}}")
    assert deploy(root) == 0


@pytest.mark.parametrize(
    "words",
    [
        "the AKIA prefix of keys", "ghp_ and npm_ begin tokens", "-----BEGIN PUBLIC KEY-----", "sk-learn and sk-ants",
        "eyJ is how JSON begins in base64", "AKIAQ3XZQ3XZQ3XZQ3XZQ3XZ is too long", "/a/path/of/nobody/",
    ],
)  # fmt: skip
def test_what_only_speaks_of_secrets_is_none(words: str) -> None:
    assert list(secrets_in(words.encode(), (b"/srv/sites/few/",))) == []


def test_a_path_of_this_machine_is_refused(root: Path, capsys: Capture) -> None:
    publish(few("blue") | {"debug.json": f'"{root.resolve()}/content/facts.yaml"'.encode()}, root / "site")
    assert deploy(root) == 4
    assert "debug.json:1 (local-path)" in capsys.readouterr().err


def test_nothing_hidden_reaches_a_host(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOX_SECRET", CANARY)
    config = site / "config.yaml"
    config.write_text(f"# {CANARY}\n{config.read_text()}")
    articles = site / "content/articles"
    first = (articles / "first-article.yaml").read_text()
    (articles / "first-article.yaml").write_text(f"# {CANARY}\nnotes: {CANARY}\n{first}")
    (articles / "draft.yaml").write_text(f"title: A {CANARY}\nsummary: {CANARY}.\nstatus: draft\nbody: {CANARY}\n")
    (articles / "later.yaml").write_text(
        f"title: A later {CANARY}\nsummary: {CANARY}.\nstatus: published\npublished: 2999-01-01\n"
        f"publish_at: 2999-01-01\nbody: {CANARY}\n"
    )
    build(site_with(site, "live: {kind: folder, to: ../www, include: [CNAME, .well-known/security.txt]}"))
    for name in ("mine.txt", ".env", ".git/config"):
        (site / "site" / name).parent.mkdir(exist_ok=True)
        (site / "site" / name).write_text(CANARY)
    (site / "site/CNAME").write_text("few.example.org")
    (site / "site/.well-known").mkdir()
    (site / "site/.well-known/security.txt").write_text("Contact: mailto:a@example.org")
    assert deploy(site) == 0
    held = files_at(site.parent / "www")
    assert [path for path, data in held.items() if CANARY.encode() in data or CANARY in path] == []
    current = files_at(site.parent / "www/current")
    assert current["CNAME"] == b"few.example.org"
    assert ".well-known/security.txt" in current


def test_an_included_file_that_is_not_there_is_told(root: Path, capsys: Capture) -> None:
    few_site(root, "live: {kind: folder, to: ../www, include: CNAME}")
    assert deploy(root) == 4
    assert "CNAME is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("targets", "words", "told"),
    [
        ("live: {kind: folder, to: ../www}", ["liev"], "did you mean `live`?"),
        ("live: {kind: netlify}", [], "has the kind `netlify`"),
        ("live: {kind: folder}", [], "has no `to`"),
        ("live: {to: ../www}", [], "has no kind"),
        (
            'live: {kind: s3, bucket: b, endpoint: "https://me:word@store.example.org"}',
            [],
            "is not an address on the web",
        ),
        ("- {name: live, kind: folder}", ["live"], "has no `to`"),
        ("live: {kind: folder, to: site/www}", [], "lies in the site's own folder"),
        ("live: {kind: folder, to: .}", [], "lies in the site's own folder"),
        ("live: {kind: foldr, to: x}", [], "did you mean `folder`?"),
        ("live: {kind: folder, to: x, allow: [jtw]}", [], "did you mean `jwt`?"),
        ("{a: {kind: folder, to: x}, b: {kind: folder, to: y}}", [], "which target? config.yaml has: a, b"),
    ],
)
def test_a_target_that_cannot_be_one_is_told(
    root: Path, targets: str, words: list[str], told: str, capsys: Capture
) -> None:
    few_site(root, targets)
    assert run(["deploy", *words, str(root)]) == 2
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_a_build_during_a_deploy_does_not_disturb_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blue = files_at(root / "site")
    plain = Path.symlink_to

    def build_first(self: Path, *given: object, **named: object) -> None:
        publish_few(root, "red", minute=1)
        publish_few(root, "green", minute=2)
        plain(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "symlink_to", build_first)
    assert deploy(root) == 0
    assert files_at(root.parent / "www/current") == blue


def test_edited_twice_and_deployed_twice(site: Path) -> None:
    root = build(site_with(site, "live: {kind: folder, to: ../www}"))
    for old, new in (("What is a metre", "What was a metre"), ("What was a metre", "What will be a metre")):
        edit(root, old, new)
        assert deploy(root) == 0
        assert files_at(root.parent / "www/current") == files_at(root / "site")
