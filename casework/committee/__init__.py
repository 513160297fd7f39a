"""A committee and its factory: the rules it chose, its days off, who sits on it and is trained."""
