"""Finding lessons, terms and explained answers by words."""
