"""Certificates of modules and of the course, each public at an address of its own."""
