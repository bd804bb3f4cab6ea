"""Problems as JSON, for editors and scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.diagnostics.edit import Fix
    from generator.diagnostics.report import Report
    from generator.diagnostics.span import Span


def as_json(report: Report) -> str:
    """Give all problems as a JSON list of {code, severity, path, line, column, length, message, hint, related, fix}."""
    return json.dumps([_entry(problem) for problem in report.problems], ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Diagnostic) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        **_place(problem.span),
        "message": problem.message,
        "hint": problem.hint,
        "related": [{**_place(other.span), "message": other.message} for other in problem.related],
        "fix": _fix(problem.fix),
    }


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.span), "replacement": edit.replacement} for edit in fix.edits]
    return {"message": fix.message, "sure": fix.sure, "edits": edits}


def _place(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.line, "column": span.column, "length": span.length}
