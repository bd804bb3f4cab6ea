"""A process that publishes once, for tests that kill it or let its system calls fail: FOLDER NAME-OF-FILES MARK."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from generator.diagnostics import Abort
from generator.publish import publish

STAY = {f"stay/{number}/index.html": b"stays %d" % number for number in range(4)}
FILES = {
    "old": {
        **STAY,
        "index.html": b"old home",
        "gone/a/index.html": b"gone",
        "assets/a.css": b"a",
        "facts.json": b"old",
    },
    "new": {
        **STAY,
        "index.html": b"new home",
        "cars/us/index.html": b"cars",
        "assets/b.css": b"b",
        "facts.json": b"new",
    },
}


def main() -> int:
    """Publish, between two looks at a file that is not there, by which a trace finds where it begins and ends."""
    folder, name, mark = sys.argv[1:4]
    os.access(mark, os.F_OK)
    try:
        publish(FILES[name], Path(folder), durable=True)
    except Abort as refused:
        sys.stdout.write(f"{refused.message}\n")
        return refused.exit_code
    finally:
        os.access(mark, os.F_OK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
