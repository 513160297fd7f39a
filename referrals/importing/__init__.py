"""What others know, taken into the directory: every row checked before any is written."""
