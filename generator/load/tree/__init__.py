"""The files of a site: the only reader of the disk for content."""

from generator.load.tree.encoding import decode
from generator.load.tree.files import Known, Mark, MediaFile, TextFile, Tree
from generator.load.tree.walk import TICK, read_config, read_text, read_tree

__all__ = ["TICK", "Known", "Mark", "MediaFile", "TextFile", "Tree", "decode", "read_config", "read_text", "read_tree"]
