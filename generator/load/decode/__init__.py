"""Nodes to models: what the keys of each kind of entry mean."""
