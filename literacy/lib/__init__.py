"""What two features or more use, with no web framework and no feature in it."""
