"""What the directory holds of one service, how fresh it is, and who keeps it so."""
