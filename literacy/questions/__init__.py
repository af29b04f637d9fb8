"""The ten kinds of question: parse, mark, explain and show."""
