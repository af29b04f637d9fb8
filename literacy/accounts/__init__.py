"""People, their roles and teams, and how they get in."""
