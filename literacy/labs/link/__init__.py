"""The link and address lab: parts of a link, a chain of redirects, and a name that moves."""
