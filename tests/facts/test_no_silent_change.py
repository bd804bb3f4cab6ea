"""Whatever is edited and released in whatever order, no published value becomes another without a word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check import check, examine
from generator.diagnostics import Severity
from generator.facts.changes import additions, snapshot
from generator.facts.resolve import resolve
from generator.load.site import load_tree
from generator.load.tree import TextFile, Tree
from generator.model.lock import HEADER, encode

CONFIG = TextFile("config.yaml", "title: A\nbase_url: https://a.example/\n")
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class State:
    """A fact as an author may leave it; `name` is its id, `was` its former ids, `told` its corrections."""

    value: int = 10
    about: bool = False
    year: int = 2020
    status: str = "actual"
    name: str = "access"
    was: tuple[str, ...] = ()
    told: tuple[tuple[str, int], ...] = field(default=())

    def yaml(self) -> str:
        corrections = ", ".join(f"{{was: {was}, date: 2026-01-{day:02}}}" for was, day in self.told)
        return (
            f"{self.name}: {{label: Rice, value: {'~' if self.about else ''}{self.value} cars, as_of: {self.year}, "
            f"status: {self.status}, source: wto, was: [{', '.join(self.was)}], corrections: [{corrections}]}}\n"
        )


EDITS = st.fixed_dictionaries(
    {},
    optional={
        "value": st.sampled_from([10, 12, 40]),
        "about": st.booleans(),
        "year": st.integers(2019, 2022),
        "status": st.sampled_from(["actual", "threatened", "agreed"]),
        "name": st.sampled_from(["access", "quota"]),
        "told": st.sampled_from(["10 cars", "12 cars", "40 cars", "threatened", ""]),
    },
)
"""What an author changes before a release; `told` "" takes the last correction out."""


def edited(state: State, edit: dict[str, Any], day: int) -> State:
    told, name = edit.get("told"), edit.get("name", state.name)
    corrections = state.told[:-1] if told == "" else state.told if told is None else (*state.told, (told, day))
    was = (state.name,) if name != state.name else state.was
    return replace(state, **{**edit, "told": corrections, "was": was})


def texts(state: State) -> tuple[TextFile, ...]:
    return (
        TextFile("content/facts.yaml", state.yaml()),
        TextFile("content/sources.yaml", "wto: {title: Schedule, publisher: WTO, date: 1995}\n"),
    )


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=5))
def test_no_sequence_of_edits_and_releases_hides_a_change(edits: list[dict[str, Any]]) -> None:
    state, published, lock = State(), [State()], HEADER
    for day, edit in enumerate([{}, *edits], 1):
        state = edited(state, edit, day)
        loaded = load_tree(Tree(CONFIG, texts(state), lock=TextFile("factbox.lock", lock) if lock != HEADER else None))
        assert loaded.site is not None
        moment = START + dt.timedelta(days=day)
        ledger, _ = resolve(loaded.site)
        problems = (*loaded.problems, *check(examine(loaded.site, ledger, moment)))
        if all(problem.severity is not Severity.ERROR for problem in problems):
            _check_step(published, state)
            published.append(state)
            records = additions(loaded.site.lock, snapshot(loaded.site, ledger, moment, words=True))
            lock += encode(moment, loaded.site.lock.heads, records)[1] if records else ""


def _check_step(published: list[State], new: State) -> None:
    """Fail where nothing explains what was let through: a new date, a new correction of the old, or more digits."""
    old = published[-1]
    assert set(old.told) <= set(new.told)
    assert old.name == new.name or old.name in new.was
    if (old.value, old.about, old.status) == (new.value, new.about, new.status):
        return
    fresh = {was for was, _ in set(new.told) - set(old.told)}
    dated = new.year > max(state.year for state in published)
    step = 10 if old.value % 10 == 0 else 1
    exact = old.about and not new.about and old.status == new.status and abs(old.value - new.value) * 2 <= step
    said = f"{old.value} cars" in fresh or old.status in fresh
    assert dated or exact or said, f"{old} became {new} in silence"
