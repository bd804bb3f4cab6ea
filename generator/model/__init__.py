"""A site as frozen values, and the grammars of its values and dates."""
