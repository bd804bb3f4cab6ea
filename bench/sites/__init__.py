"""The story as the files of a site: a module for each generator."""
