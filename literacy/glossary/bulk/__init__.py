"""Many terms at once: files and pastes in, files out."""
