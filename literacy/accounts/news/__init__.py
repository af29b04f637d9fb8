"""News by mail: what a person wants, when, and the one way out for it."""
