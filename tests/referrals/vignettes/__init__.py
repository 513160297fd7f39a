"""Written cases with the place that somebody who knows the work would ring first."""
