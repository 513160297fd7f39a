"""What may leave, to whom, what for, until when, and whose yes it rests on."""
