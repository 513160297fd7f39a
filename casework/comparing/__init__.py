"""Whether another case of the programme names the same person: CARE compares, people decide."""
