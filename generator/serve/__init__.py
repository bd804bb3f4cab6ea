"""The preview: a site in the browser while it is written."""

from generator.serve.attempt import Attempt, Failure
from generator.serve.gate import is_loopback
from generator.serve.server import Preview, serve

__all__ = ["Attempt", "Failure", "Preview", "is_loopback", "serve"]
