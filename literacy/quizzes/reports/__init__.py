"""Questions that somebody reports a problem with, and what came of it."""
