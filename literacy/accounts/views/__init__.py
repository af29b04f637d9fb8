"""Pages at the doors, of one's own account, and of administration."""
