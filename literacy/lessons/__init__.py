"""Reading a lesson: its page, its checks, and where the reader stopped."""
