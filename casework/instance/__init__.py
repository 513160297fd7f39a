"""An instance as a whole: made, examined, and given new secrets."""
