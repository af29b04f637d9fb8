"""Where a learner stands, derived from facts."""
