"""The lint, its baseline and its counts, through the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, lay_over, site, with_body

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
BASELINE = "figures.baseline"
MORE = "Some 15 ships bring it. They need 24 hours."


def written(root: Path, text: str) -> Path:
    return lay_over(root, {ARTICLE: with_body(text)})


def told(capsys: Capture, *arguments: str) -> str:
    run(list(arguments))
    return capsys.readouterr().out


def test_every_part_that_readers_see_is_judged(tmp_path: Path, capsys: Capture) -> None:
    files = {
        "content/articles/ships.yaml": (
            "title: About 11 ships\nsummary: They bring 12 tonnes.\nstatus: published\npublished: 2026-01-31\n"
            "body: There are 13 ships.\n"
            "cards: [{id: a, question: Are there 14 ships?, answer: There are 15 ships.}]\n"
            "corrections: [{date: 2026-02-01, text: We had written 91 ships.}]\n"
        ),
        "content/pages/about.yaml": "title: The 16 ships\ndescription: We have 17 ships.\nbody: There are 18 ships.\n",
        "content/events.yaml": "a: {title: Some 19 ships leave, date: 2025, source: wto, text: With 20 sailors.}\n",
        "content/glossary.yaml": "ship: {name: ship, definition: It carries 21 tonnes.}\n",
        "content/facts.yaml": (
            "access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto,"
            " basis: From 92 ships}\n"
        ),
    }
    run(["check", str(site(tmp_path, files)), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    shown = sorted(one["message"].split("“")[1].split("”")[0] for one in found if one["code"] == "W-FIGURE-UNBOUND")
    assert shown == [str(number) for number in range(11, 22)]


def test_a_figure_that_a_fact_says_comes_with_the_words_to_paste(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), "It was 770,000 tonnes, not 770,000 bags.")
    out = told(capsys, "check", str(root))
    assert "a fact says it: write `[770,000 tonnes](fact:access)`" in out
    assert "`[770,000](fact:id)`" in out


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("Is it [770,000 tonnes](fact:access)?", []),
        ("Is it [](fact:access)?", []),
        ("Is it [770,001 tonnes](fact:access)?", ["E-FIGURE"]),
        ("Is it 14 bales?", ["W-FIGURE-UNBOUND"]),
    ],
)
def test_the_question_of_a_card_in_a_body_is_judged_once(
    question: str, codes: list[str], tmp_path: Path, capsys: Capture
) -> None:
    root = written(site(tmp_path), f'::: card "{question}"\nYes.\n:::')
    run(["check", str(root), "--format", "json"])
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == codes


@pytest.mark.parametrize(("more", "code"), [("", 0), ("checks: {W-FIGURE-UNBOUND: error}\n", 1)])
def test_it_is_a_warning_until_the_site_says_otherwise(tmp_path: Path, more: str, code: int) -> None:
    root = written(site(tmp_path), MORE)
    (root / "config.yaml").write_text((root / "config.yaml").read_text() + more)
    assert run(["check", str(root)]) == code
    assert run(["check", str(root), "--strict"]) == 1


def test_dates_are_judged_where_the_site_asks_for_it(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), "It was so on 7 July 2025.")
    assert "W-FIGURE" not in told(capsys, "check", str(root))
    (root / "config.yaml").write_text((root / "config.yaml").read_text() + "lint: {dates: yes}\n")
    assert "W-FIGURE-UNBOUND" in told(capsys, "check", str(root))


def test_an_article_says_itself_whether_its_dates_are_judged(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), "It was so on 7 July 2025.")
    article = root / "content/articles/rice.yaml"
    plain = article.read_text()
    article.write_text("lint: {dates: yes}\n" + plain)
    assert "W-FIGURE-UNBOUND" in told(capsys, "check", str(root))
    (root / "config.yaml").write_text((root / "config.yaml").read_text() + "lint: {dates: yes}\n")
    article.write_text("lint: {dates: no}\n" + plain)
    assert "W-FIGURE" not in told(capsys, "check", str(root))


@pytest.mark.parametrize(
    "text",
    ["The quay has 14 cranes [@wto].", 'He said: "I own 14 cranes."', "> It has 14 cranes.", "It has 14 cranes."],
)
def test_a_page_whose_figures_rest_on_no_fact_is_built(tmp_path: Path, text: str) -> None:
    root = written(site(tmp_path), text)
    assert run(["build", str(root)]) == 0
    page = (root / "site/rice/index.html").read_text()
    counted = page.partition('aria-label="How the figures are backed"')[2].partition("</section>")[0]
    assert "1 citation" in counted or "1 quotation" in counted or "bound to nothing yet" in counted


# --- the baseline


def test_a_baseline_keeps_old_figures_quiet_and_new_ones_loud(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), MORE)
    assert f"{BASELINE}: 2 figures listed" in told(capsys, "check", str(root), "--write-baseline")
    assert run(["check", str(root), "--strict"]) == 0
    assert "all is well; 2 unbound figures in figures.baseline" in capsys.readouterr().out
    written(root, f"{MORE} And 3 trains.")
    out = told(capsys, "check", str(root))
    assert "“3”" in out
    assert "“15”" not in out
    assert "0 errors, 1 warning in 1 file; 2 unbound figures in figures.baseline" in out


def test_lines_that_move_change_nothing(tmp_path: Path) -> None:
    root = written(site(tmp_path), MORE)
    run(["check", str(root), "--write-baseline"])
    written(root, f"A line before.\n\n{MORE.replace(' They', chr(10) + 'They')}")
    assert run(["check", str(root), "--strict"]) == 0


@pytest.mark.parametrize(
    "text", [MORE.replace("bring it", "bring little"), f"{MORE}\n\n{MORE}", MORE.replace("15", "16")]
)
def test_a_sentence_that_changed_or_was_copied_stands_for_itself(tmp_path: Path, text: str) -> None:
    root = written(site(tmp_path), MORE)
    run(["check", str(root), "--write-baseline"])
    written(root, text)
    assert run(["check", str(root), "--strict"]) == 1


def test_the_list_only_becomes_shorter(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), MORE)
    run(["check", str(root), "--write-baseline"])
    before = (root / BASELINE).read_text()
    written(root, "Some 15 ships bring it. And 3 trains.")
    capsys.readouterr()
    out = told(capsys, "check", str(root), "--write-baseline")
    assert f"{BASELINE}: 1 figure listed, 1 taken out because they were mended" in out
    assert "1 figure that stood unbound since are not listed" in out
    after = (root / BASELINE).read_text()
    assert set(after.splitlines()) < set(before.splitlines())
    assert run(["check", str(root), "--strict"]) == 1
    lines = [line.split("\t") for line in after.splitlines() if not line.startswith("#")]
    assert [line[:3] for line in lines] == [[ARTICLE, "body", "15"]]


def test_a_baseline_that_is_no_file_is_left_alone(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path / "site"), MORE)
    other = tmp_path / "other"
    other.write_text("mine")
    (root / BASELINE).symlink_to(other)
    assert run(["check", str(root), "--write-baseline"]) == 3
    assert "no plain file" in capsys.readouterr().err
    assert other.read_text() == "mine"
    assert "E-SYMLINK" in told(capsys, "check", str(root))


# --- coverage

TEXT = 'Of [15 ships](free: "our own count"), 24 hours away [@wto], they said “7 ships were late”. There are 3 trains.'


def test_coverage_counts_by_what_stands_behind(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), TEXT)
    assert run(["coverage", str(root), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rice = found["articles"]["rice"]
    assert rice == found["site"]
    assert rice["figures"] == 5
    assert rice["bound"] == {"facts": 1, "events": 0, "citations": 1, "quotations": 1}
    assert (rice["free"], rice["unbound"], rice["in_baseline"]) == (1, 1, 0)
    assert (rice["facts"], rice["sources"], rice["oldest"]) == (["access"], ["wto"], "2025")


def test_coverage_is_a_table_for_people(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), MORE)
    out = told(capsys, "coverage", str(root))
    assert out.splitlines()[1].split() == ["rice", "3", "1", "0", "0", "0", "0", "2", "1", "2025"]
    assert "33% of the figures are bound or left free on purpose; 2 are not" in out
    run(["check", str(root), "--write-baseline"])
    capsys.readouterr()
    assert "2 are not (2 of these in figures.baseline)" in told(capsys, "coverage", str(root))


def test_coverage_tells_what_says_something_else_and_dates_in_words(tmp_path: Path, capsys: Capture) -> None:
    root = written(site(tmp_path), MORE)
    assert "E-FIGURE" not in told(capsys, "coverage", str(root))
    facts = root / "content/facts.yaml"
    facts.write_text(facts.read_text().replace("770000", "640000").replace("as_of: 2025", "as_of: 179X"))
    out = told(capsys, "coverage", str(root))
    assert out.splitlines()[1].endswith("1790s")
    assert (
        out.splitlines()[-1]
        == "1 of the bound says something else than the fact (E-FIGURE); `factbox check` tells where"
    )
    assert json.loads(told(capsys, "coverage", str(root), "--format", "json"))["wrong"] == 1


def test_coverage_needs_a_sound_config(tmp_path: Path) -> None:
    root = lay_over(site(tmp_path), {"config.yaml": "titel: x\n"})
    assert run(["coverage", str(root)]) == 2


def test_readers_are_told_at_the_foot_of_the_article(tmp_path: Path) -> None:
    root = written(site(tmp_path), TEXT)
    run(["build", str(root)])
    page = " ".join((root / "site/rice/index.html").read_text().split())
    foot = page.partition('class="coverage"')[2].partition("</section>")[0]
    assert "3 of the 5 figures in this text are bound" in foot
    assert "1 figure is bound to nothing yet." in foot
    assert "1 figure is left free on purpose." in foot
    assert "<li>15 ships: our own count</li>" in foot
    assert "free:" not in page.partition("<article")[2]


def test_an_article_with_nothing_unbound_says_so(tmp_path: Path) -> None:
    root = site(tmp_path)
    run(["build", str(root)])
    page = " ".join((root / "site/rice/index.html").read_text().split())
    assert "The one figure in this text is bound: to 1 fact, from 1 source. The oldest fact is of" in page
