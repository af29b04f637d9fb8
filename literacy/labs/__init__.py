"""Labs on the real thing, judged by the server's own record."""
