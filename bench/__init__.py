"""The comparison with other generators: one story, written for each of them, built by all of them in one go."""
