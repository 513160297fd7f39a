"""What is done with a case, and the wiring of everything else."""
