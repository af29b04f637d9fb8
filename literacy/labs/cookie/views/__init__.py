"""The pages, buttons and pictures of the cookie jar."""
