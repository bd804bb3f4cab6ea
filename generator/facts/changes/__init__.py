"""What changed since it was published: updates, corrections, and what vanished or changed without a word.

`changes` is what other rooms ask; `snapshot` gives what is public now, `additions` what a release has to write down.
"""

from generator.facts.changes.additions import additions, told
from generator.facts.changes.changes import Change, changes, fact_id
from generator.facts.changes.past import Past, is_reworded, past
from generator.facts.changes.snapshot import Snapshot, moment_of, snapshot
from generator.facts.changes.spelt import spelt, spelt_was

__all__ = [
    "Change",
    "Past",
    "Snapshot",
    "additions",
    "changes",
    "fact_id",
    "is_reworded",
    "moment_of",
    "past",
    "snapshot",
    "spelt",
    "spelt_was",
    "told",
]
