"""What stands between Flask and the features."""
