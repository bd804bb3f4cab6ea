"""Bytes to the output folder: the only writer."""

from generator.publish.ahead import prepare
from generator.publish.folder import check_folder
from generator.publish.holding import held
from generator.publish.release import extend_lock
from generator.publish.tree import clean, publish, standing

__all__ = ["check_folder", "clean", "extend_lock", "held", "prepare", "publish", "standing"]
