"""Asking people, teams or everybody for a module or a path, and taking it back."""
