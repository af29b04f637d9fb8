"""Exams, placements and reports of the made-up company."""
