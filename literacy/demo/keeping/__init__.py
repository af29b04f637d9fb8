"""What the made-up company adds to the glossary."""
