"""A made-up company to look around in: its people, what they did, and the command that runs it."""
