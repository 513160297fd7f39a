"""What somebody holds: her lists, what is due, searching, and one case opened for her."""
