"""A process that publishes once, for tests that kill it or let its system calls fail: FOLDER NAME-OF-FILES MARK."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from generator.diagnostics import Abort
from generator.publish import publish, standing

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
    """Publish what differs and digests of the rest, between two looks at a file that is not there.

    By these a trace finds where the build begins and ends.
    """
    folder, name, mark = sys.argv[1:4]
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in FILES[name].items()}
    os.access(mark, os.F_OK)
    try:
        seen = standing(Path(folder))
        changed = {path: FILES[name][path] for path in seen.stale(digests)}
        publish(changed, Path(folder), digests=digests, seen=seen, durable=True)
    except Abort as refused:
        sys.stdout.write(f"{refused.message}\n")
        return refused.exit_code
    finally:
        os.access(mark, os.F_OK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
