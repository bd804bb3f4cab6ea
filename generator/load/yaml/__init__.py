"""YAML files -> nodes whose texts are as written and know their places."""

from generator.load.yaml.places import source_map, text_of
from generator.load.yaml.read import read_mapping, read_yaml

__all__ = ["read_mapping", "read_yaml", "source_map", "text_of"]
