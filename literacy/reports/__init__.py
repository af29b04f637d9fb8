"""What is on the screen as files: tables for spreadsheets, deadlines for calendars, the digest."""
