"""The ten kinds of question, one module each."""
