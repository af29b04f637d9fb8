"""What a course must keep to: one module a subject, each pure, each giving problems with a line."""
