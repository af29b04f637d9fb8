"""The visit inspector: one page of nine real files, seen by the browser and by the server."""
