"""Letting people in and out, and looking after who they are."""
