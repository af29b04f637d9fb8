"""The pages on which managers and administrators ask for modules and paths."""
