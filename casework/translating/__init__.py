"""The catalogues of every language: what they say, who has read it, and how a page speaks it."""
