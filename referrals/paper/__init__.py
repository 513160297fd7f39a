"""The directory on paper: a booklet, a page for the wall and the pocket."""
