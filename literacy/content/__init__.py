"""The course's files, read once into one frozen catalogue."""
