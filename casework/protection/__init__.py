"""What protects her: a plan, measures, the gate before an act, and the watch after it."""
