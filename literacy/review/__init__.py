"""Spaced review: what was learned comes back before it fades."""
