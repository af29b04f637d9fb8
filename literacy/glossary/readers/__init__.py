"""What readers tell of a term: that it is not clear, and that somebody opens it."""
