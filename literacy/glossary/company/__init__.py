"""A company’s own notes beside the course’s text."""
