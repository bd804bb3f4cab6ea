"""`factbox check --fix`: what it changes in the author's files, and that it changes nothing else."""

from __future__ import annotations

import json
import re
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_sites import ARTICLE, NOW, lay_over, site

from generator.build import Job, make
from generator.cli.main import run
from generator.fix import disk, fix
from generator.fix.splice import spliced

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

HEAD = "title: Rice\nstatus: published\npublished: 2026-01-31\n"
FACTS = """\
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto}
court: {label: The court's seat, value: "the city's \\"Hall\\"", source: wto}
odd: {label: A name with signs, value: '[a]_b_*c*', source: wto}
levy: {label: The levy, unit: percent, by: [date], data: {2025-04-02: {value: 24, status: announced, source: wto}}}
split: {label: A split, claims: {us: {by: the US, value: 5 tonnes, as_of: 2025, source: wto}}}
"""
USED = (
    "  Also [770,000 tonnes](fact:access), [a](fact:court), [b](fact:odd), [24%](fact:levy), [c](fact:split) [@wto].\n"
)


def _site(root: Path, files: dict[str, str | bytes | None]) -> Path:
    facts = {"content/facts.yaml": FACTS, "content/articles/used.yaml": f"{HEAD}summary: One.\nbody: |\n{USED}"}
    return site(root, {**facts, **files})


def _page(root: Path) -> str:
    """Give the article's page without the count of its figures: words without a number are none."""
    page = make(Job(root, NOW)).files["rice/index.html"].decode()
    text = re.sub(r'<section class="coverage".*?</section>', "", page, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def _fix(root: Path, *options: str) -> int:
    return run(["check", str(root), "--fix", "--now", NOW.isoformat(), *options])


COLUMNS = "id,label,value,as_of,source,note\n"
PLAIN = "[770,000 tonnes]"
STYLES = {
    "block": ("summary: A.\nbody: |\n  It is \u7c73 [](fact:access) a year.\n\n  - [](fact:access)\n", PLAIN),
    "block with indent": ("summary: A.\nbody: |2-\n    It is [](fact:access).\n  So.\n", PLAIN),
    "folded": ("summary: A.\nbody: >\n  It is\n  [](fact:access) a\n  year, [](fact:access)\n\n   more\n", PLAIN),
    "plain": ("body: One.\nsummary: It is\n  [](fact:access) a year # by rule\n", PLAIN),
    "single": ("body: A.\nsummary: 'It''s [](fact:access) a\n  year: [](fact:court).'\n", "[the city''s \"Hall\"]"),
    "double": (
        'body: A.\nsummary: "It\\u2019s \\"so\\" [](fact:access) a\\\n  \\ year: [](fact:court)."\n',
        '[the city\'s \\"Hall\\"]',
    ),
    "flow": ("body: A.\nsummary: A.\ncards: [{question: 'A?', answer: '[](fact:access)'}]\n", "'[770,000 tonnes]("),
    "tabs": ("summary: A.\nbody: |\n  It is\t[](fact:access)\t.\n", "\t[770,000 tonnes](fact:access)\t"),
    "by label": ("summary: A.\nbody: |\n  It is [][rice].\n\n  [rice]: fact:access\n", "[770,000 tonnes][rice]"),
    "signs": ("summary: A.\nbody: |\n  It is [](fact:odd).\n", "[\\[a\\]\\_b\\_\\*c\\*](fact:odd)"),
    "status": ("summary: A.\nbody: |\n  It is [](fact:levy).\n", "[24% (announced)](fact:levy)"),
}


@pytest.mark.parametrize(("mark", "ends"), [(b"", "\n"), (b"\xef\xbb\xbf", "\r\n")])
@pytest.mark.parametrize("style", STYLES)
def test_words_are_filled_in_and_every_other_byte_stays(
    style: str, mark: bytes, ends: str, tmp_path: Path, capsys: Capture
) -> None:
    text, expected = STYLES[style]
    before = mark + f"{HEAD}{text}".replace("\n", ends).encode()
    root = _site(tmp_path, {ARTICLE: before})
    page = _page(root)
    assert _fix(root) == 0
    after = (root / ARTICLE).read_bytes()
    assert expected.encode() in after
    assert b"[](" not in after
    assert b"[][" not in after
    kept = after.decode()
    for words in (
        "770,000 tonnes",
        expected.split("[", 1)[1].rsplit("]", 1)[0],
        "the city''s \"Hall\"",
        'the city\'s \\"Hall\\"',
    ):
        kept = kept.replace(f"[{words}]", "[]")
    assert kept.encode() == before
    assert _page(root) == page
    capsys.readouterr()
    assert _fix(root) == 0
    assert (root / ARTICLE).read_bytes() == after
    assert "fix" not in capsys.readouterr().out


def test_front_matter_and_the_text_after_it_are_fixed(tmp_path: Path) -> None:
    table = "| a | b |\n|-|-|\n| [](fact:access) | \\| [](fact:access) |\n"
    text = f'---\n{HEAD}summary: "A [](fact:access)"\n---\n\nIt is [](fact:access), and\n> [](fact:access)\n\n{table}'
    root = _site(tmp_path, {ARTICLE: None, "content/articles/rice.md": text})
    assert _fix(root) == 0
    assert (root / "content/articles/rice.md").read_text() == text.replace("[]", "[770,000 tonnes]")


def test_cards_notes_definitions_events_and_tables_are_fixed(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/events.yaml": "deal: {title: 'A deal on [](fact:access)', date: 2025, source: wto}\n",
        "content/glossary.yaml": "rice:\n  name: rice\n  definition: >-\n    Grain, [](fact:access).\n",
        "content/facts/more.csv": COLUMNS + 'less,Less,5 tonnes,2025,wto,"Not ""all"" [](fact:access)"\n',
        ARTICLE: f"{HEAD}summary: Rice.\ncards:\n- question: Is it [](fact:access)?\n"
        "  answer: |\n    Yes, [](fact:access), [5 tonnes](fact:less).\n",
    }
    root = _site(tmp_path, files)
    assert _fix(root) == 0
    for path, text in files.items():
        assert (root / path).read_text() == str(text).replace("[]", "[770,000 tonnes]"), path


def test_what_a_form_cannot_hold_is_left_and_told(tmp_path: Path, capsys: Capture) -> None:
    """A cell without quotes cannot hold a comma, nor a line after a colon begin with a bracket."""
    table = f"{COLUMNS}less,Less,5 tonnes,2025,wto,Not [](fact:access)\n"
    article = f"{HEAD}summary: Rice.\nbody: |\n  [](fact:access) and [](fact:split), [5 tonnes](fact:less)\n"
    root = _site(tmp_path, {"content/facts/more.csv": table, ARTICLE: article})
    assert run(["check", str(root), "--fix"]) == 1  # the contested fact has no figure
    told = capsys.readouterr().out
    assert (root / "content/facts/more.csv").read_text() == table
    assert (root / ARTICLE).read_text() == article.replace("[](fact:access)", "[770,000 tonnes](fact:access)")
    assert (
        "content/facts/more.csv:2:33: not fixed[N-WORDS]: `[]` becomes `[770,000 tonnes]`: the file would read" in told
    )
    assert f"{ARTICLE}:6:3: fixed[N-WORDS]: `[]` becomes `[770,000 tonnes]`\n" in told
    assert "1 fix made in 1 file\n" in told
    assert "error[E-REF-AMBIGUOUS]" in told


def test_a_picture_in_the_place_of_words_is_no_empty_reference(tmp_path: Path) -> None:
    article = f"{HEAD}summary: Rice.\nbody: |\n  [![](../media/a.png)](fact:access)\n"
    media: dict[str, str | bytes | None] = {
        "content/media/a.png": b"\x89PNG\r\n\x1a\n",
        "content/media/media.yaml": "a.png: {decorative: yes, credit: Me}\n",
    }
    root = _site(tmp_path, {ARTICLE: article, **media})
    _fix(root)
    assert (root / ARTICLE).read_text() == article


def test_a_diff_shows_the_change_and_makes_none(tmp_path: Path, capsys: Capture) -> None:
    article = f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year."
    root = _site(tmp_path, {ARTICLE: article.encode()})
    assert _fix(root, "--diff") == 0
    told = capsys.readouterr()
    assert (root / ARTICLE).read_text() == article
    assert told.out == (
        f"--- a/{ARTICLE}\n+++ b/{ARTICLE}\n@@ -3,4 +3,4 @@\n published: 2026-01-31\n summary: Rice.\n body: |\n"
        "-  It is [](fact:access) a year.\n\\ No newline at end of file\n"
        "+  It is [770,000 tonnes](fact:access) a year.\n\\ No newline at end of file\n"
    )
    assert "1 fix would be made in 1 file" in told.err
    assert _fix(root, "--diff", "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_json_carries_the_edit_and_stands_alone(tmp_path: Path, capsys: Capture) -> None:
    settings = "title: A\nbase_url: https://a.example/\nchecks: {N-WORDS: warning}\n"
    root = _site(tmp_path, {ARTICLE: f"{HEAD}body: One.\nsummary: 'It is [](fact:court)'\n", "config.yaml": settings})
    assert run(["check", str(root), "--format", "json"]) == 0
    (problem,) = json.loads(capsys.readouterr().out)
    edit = {"path": ARTICLE, "line": 5, "column": 18, "length": 0, "replacement": "the city''s \"Hall\""}
    assert problem["code"] == "N-WORDS"
    assert problem["fix"] == {"message": '`[]` becomes `[the city\'s "Hall"]`', "sure": True, "edits": [edit]}
    assert _fix(root, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_turned_off_is_left_alone(tmp_path: Path, capsys: Capture) -> None:
    article = f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year.\n"
    settings = "title: A\nbase_url: https://a.example/\nchecks: {N-WORDS: off}\n"
    root = _site(tmp_path, {ARTICLE: article, "config.yaml": settings})
    assert _fix(root) == 0
    assert (root / ARTICLE).read_text() == article
    assert capsys.readouterr().out == "all is well\n"


def test_a_check_alone_says_nothing_of_empty_references(tmp_path: Path, capsys: Capture) -> None:
    root = _site(tmp_path, {ARTICLE: f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year.\n"})
    assert run(["check", str(root), "--strict"]) == 0
    assert capsys.readouterr().out == "all is well\n"


def test_a_fixed_file_keeps_its_mode_and_no_other_is_left_behind(tmp_path: Path) -> None:
    root = _site(tmp_path, {ARTICLE: f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year.\n"})
    (root / ARTICLE).chmod(0o640)
    before = set(root.rglob("*"))
    assert _fix(root) == 0
    assert stat.S_IMODE((root / ARTICLE).stat().st_mode) == 0o640
    assert set(root.rglob("*")) == before


def test_a_file_that_changes_meanwhile_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _site(tmp_path, {ARTICLE: f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year.\n"})
    newer = f"{HEAD}summary: Rice, and more of it.\nbody: |\n  It is [](fact:access) a year.\n"

    def late(folder: Path, path: str) -> bytes | None:
        data = disk.read_bytes(folder, path)
        lay_over(root, {ARTICLE: newer})
        return data

    monkeypatch.setattr("generator.fix.run.read_bytes", late)
    fixed = fix(Job(root, NOW))
    assert (root / ARTICLE).read_text() == newer
    assert not fixed.made
    assert [left.why for left in fixed.left] == [
        "the file was changed meanwhile, or is a link; nothing was written into it"
    ]


def test_a_file_that_becomes_a_link_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_bytes(b"before")
    root = _site(tmp_path / "site", {})
    (root / ARTICLE).unlink()
    (root / ARTICLE).symlink_to(tmp_path / "out.yaml")
    assert disk.read_bytes(root, ARTICLE) is None
    assert not disk.replace_bytes(root, ARTICLE, b"before", b"after")
    (root / "content/linked").symlink_to(tmp_path, target_is_directory=True)
    assert disk.read_bytes(root, "content/linked/out.yaml") is None
    assert not disk.replace_bytes(root, "content/linked/out.yaml", b"before", b"after")
    assert (tmp_path / "out.yaml").read_bytes() == b"before"


def test_only_texts_of_the_site_are_ever_changed() -> None:
    assert all(map(disk.is_ours, ("config.yaml", "content/people.yaml", "content/articles/a/b.md")))
    outside = ("templates/a.html", "content/../a.yaml", "/etc/a.yaml", "a.yaml", "content//a", "contents/a.yaml")
    assert not any(map(disk.is_ours, outside))


def test_a_disk_that_refuses_leaves_the_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    article = f"{HEAD}summary: Rice.\nbody: |\n  It is [](fact:access) a year.\n"
    root = _site(tmp_path, {ARTICLE: article})

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.fix.disk.os.fsync", full)
    before = set(root.rglob("*"))
    assert _fix(root) == 3
    assert "cannot write content/articles/rice.yaml: No space left on device" in capsys.readouterr().err
    assert (root / ARTICLE).read_text() == article
    assert set(root.rglob("*")) == before


_PIECES = st.lists(
    st.sampled_from([
        "[](fact:access)", "[](fact:court)", "[x](fact:odd)", "\u7c73", "it's", "a: b", "# c", "`c`", "**d**", " ",
        '"so"', "\\", "\n",
    ]),
    min_size=1, max_size=12,
)  # fmt: skip


def _written(words: str, style: str) -> str:
    """Give words as a value in a style of YAML; where it cannot hold them, that is a mistake like any other."""
    indented = "".join(f"    {line}\n" for line in words.split("\n"))
    if style in ("|", ">-"):
        return f"{style}\n{indented}"
    if style == '"':
        return f"{json.dumps(words)}\n"
    doubled = words.replace("'", "''").replace("\n", "\n\n  ")
    return f"'{doubled}'\n" if style == "'" else f"x\n{indented}"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PIECES, st.sampled_from(["|", ">-", '"', "'", ""]), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_written_the_fix_adds_words_only_and_only_once(
    tmp_path: Path, pieces: list[str], style: str, ends: str
) -> None:
    text = f"{HEAD}summary: One.\nbody: {_written(''.join(pieces), style)}notes: the end\n"
    before = text.replace("\n", ends)
    root = tmp_path / "site"
    root.mkdir(exist_ok=True)
    _site(root, {ARTICLE: before.encode()})
    job = Job(root, NOW)
    known = {(problem.code, problem.message) for problem in make(job).report.problems}
    fixed = fix(job)
    after = (root / ARTICLE).read_bytes().decode()
    assert spliced(before, [edit for one in fixed.made if one.fix is not None for edit in one.fix.edits]) == after
    assert {(problem.code, problem.message) for problem in fixed.report.problems} <= known
    again = fix(job)
    assert not again.made
    assert (root / ARTICLE).read_bytes().decode() == after
