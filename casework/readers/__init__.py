"""Who holds keys of a case, who may be handed them, and how they are taken away."""
