"""One case as it lies sealed: its keys, cover, entries and chains, and writing into it."""
