"""Every limit of the labs, in one place."""

from datetime import timedelta

COOKIE_LIFE = timedelta(hours=2)
EVENTS_KEPT = timedelta(hours=24)
EVENTS_PER_SESSION = 500
REQUESTS_PER_SECOND = 10
REQUESTS_PER_HOUR = 600
RESPONSE_BYTES = 2 * 1024 * 1024

LOADS_PER_RUN = 20
REPORTED_MILLISECONDS = 600_000
NOTE_CHARACTERS = 400

# A report arrives a little after the browser used its copy.
REPORT_LATENESS = timedelta(seconds=3)

# So that the gain of a copy can be felt. A delayed answer holds a thread of the server, so only a
# few are delayed at the same time: the delay is a comfort, never a reason to keep others waiting.
ORIGIN_DELAY = timedelta(milliseconds=120)
DELAYED_AT_ONCE = 2

# The visit inspector's late file. Here the delay is the lesson: where too many want it at once, the
# file comes in time, and the record says so instead of counting the visit.
LATE_BY = timedelta(milliseconds=900)
LATE_AT_ONCE = 2
