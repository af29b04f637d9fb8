"""Asking a manager or a colleague for help, and giving it."""
