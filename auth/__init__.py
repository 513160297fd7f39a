"""People, organisations, roles, sign-in, policy and the trail: who may do what."""
