"""Everything the site holds on one person, for her to take away."""
