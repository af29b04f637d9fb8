"""The pages of the glossary."""
