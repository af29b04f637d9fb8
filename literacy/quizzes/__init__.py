"""From a bank to a draw, an attempt and a result."""
