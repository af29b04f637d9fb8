"""Writing terms in the browser: drafts, review, history, and what of them is in force."""
