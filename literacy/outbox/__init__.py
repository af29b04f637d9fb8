"""News that leaves the process, recorded with the change that caused it."""
