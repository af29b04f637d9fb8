"""The cache lab: real copies in the browser, at a small edge and at this server."""
