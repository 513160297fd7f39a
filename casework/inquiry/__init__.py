"""From the notice to the respondent to a decision that is carried out, seen done, and reviewed."""
