"""Reports of a whole case."""
