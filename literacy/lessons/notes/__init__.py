"""Notes and kept places: a reader's own, beside the paragraphs of a lesson."""
