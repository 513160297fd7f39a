"""What protects her: assessment, plan, measures, the gate and the watch."""
