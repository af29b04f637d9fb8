"""The whole company at a glance, from summaries that are rebuilt from the facts."""
