"""Problems as values: where they are, what they are, and how to show them."""

from generator.diagnostics.abort import Abort
from generator.diagnostics.codes import CODES, Code, Severity
from generator.diagnostics.diagnostic import Diagnostic, Fault, Related, diagnose
from generator.diagnostics.edit import Edit, Fix
from generator.diagnostics.span import Span

__all__ = ["CODES", "Abort", "Code", "Diagnostic", "Edit", "Fault", "Fix", "Related", "Severity", "Span", "diagnose"]
