"""The roster: a company's list of people as a CSV file, in and out."""
