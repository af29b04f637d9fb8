"""Keeping the glossary true: what needs somebody, the weekly digest, the feed of changes."""
