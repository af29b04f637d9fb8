"""Certificates of the made-up company: valid, renewed, run out, withdrawn."""
