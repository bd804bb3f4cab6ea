"""Fixes made in the author's own files: only what is meant changes, or nothing does."""

from generator.fix.run import Fixed, Left, fix
from generator.fix.show import told, unified

__all__ = ["Fixed", "Left", "fix", "told", "unified"]
