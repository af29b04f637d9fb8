"""What authors and reviewers do with a term."""
