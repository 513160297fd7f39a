"""From the letter to the respondent to a decision that somebody saw applied."""
