"""What partners do together across factories, and whom it reaches. No case stands here."""
