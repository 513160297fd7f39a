"""What is in a case, in the words of a page."""
