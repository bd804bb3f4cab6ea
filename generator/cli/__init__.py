"""The command line: `factbox`."""

from generator.cli.main import main

__all__ = ["main"]
