"""Pages about oneself: coming in, going out, and what one signs in with."""
