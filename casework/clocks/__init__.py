"""Time in a case: days off, due days, escalation, the ten stages, check-ins and retention."""
