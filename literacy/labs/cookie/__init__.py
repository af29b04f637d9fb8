"""The cookie jar: real badges, on this site and on another company's."""
