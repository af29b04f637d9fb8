"""The made-up company at work on its own words."""
