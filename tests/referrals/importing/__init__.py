"""Lists, feeds and packages on their way into the directory, and out of it."""
