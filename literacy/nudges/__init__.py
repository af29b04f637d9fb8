"""A kind word by mail to people who are behind, which a manager reads before it leaves."""
