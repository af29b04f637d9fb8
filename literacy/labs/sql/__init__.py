"""The database lab: a learner's own query, run in a locked room and judged by what it returns."""
