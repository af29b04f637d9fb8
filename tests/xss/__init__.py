"""Public collections of hostile text against every place that shows text: `make xss`."""
