"""Literacy: a course and quiz site that gives marketers the technical literacy to work with IT."""
