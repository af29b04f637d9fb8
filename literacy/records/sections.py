"""The sections of a record in words; each column is told by hand, so that none slips out."""

from literacy.records.shapes import Shape

ACCOUNT = Shape(
    "account",
    "Who you are here.",
    {
        "name": "as you wrote it",
        "email": "the address you sign in with",
        "job": "as you wrote it",
        "role": "learner, author, manager or admin",
        "external_id": "what your company’s list of people calls you",
        "theme": "auto, light or dark",
        "zone": "your time zone; empty for the site’s",
        "created_at": "when the account was made",
        "password_changed_at": "when your password was last changed; the password is not kept",
        "deactivated_at": "when the account was closed, if it was",
    },
)
TEAMS = Shape("teams", "Teams you are in.", {"team": "its name", "since": "when you joined"})
MANAGED = Shape("managed_teams", "Teams you lead.", {"team": "its name", "since": "since when"})
SESSIONS = Shape(
    "browsers",
    "Browsers you are signed in with.",
    {
        "device": "as the browser calls itself",
        "created_at": "when you signed in",
        "last_seen_at": "when it was last used",
        "expires_at": "when it ends",
    },
)
LINKS = Shape(
    "links",
    "One-time links made for you; the links themselves are not kept.",
    {
        "purpose": "invite or reset",
        "created_at": "when it was made",
        "expires_at": "until when it worked",
        "used_at": "when it was used",
    },
)
QUIET = Shape(
    "quiet_hours",
    "Hours without mail.",
    {"begin_hour": "from this hour of your day", "end_hour": "until this one"},
)
STOPPED = Shape(
    "stopped_mail",
    "Kinds of mail you stopped.",
    {"kind": "the kind", "at": "when you stopped it"},
)
ANSWERED_OFFERS = Shape(
    "offered_mail",
    "Mail you were asked whether you want it.",
    {"kind": "the kind", "wanted": "whether you want it", "at": "when you said so"},
)
MAILED = Shape(
    "mail",
    "Reminders and news that were mailed to you.",
    {"kind": "its kind", "key": "what it was about", "leaves_at": "when it left"},
)
LOOKED = Shape(
    "reminder_round",
    "When it was last checked whether to remind you.",
    {"at": "the time"},
)
READING = Shape(
    "reading",
    "Where you stopped in lessons.",
    {
        "lesson": "the lesson’s id",
        "anchor": "the block",
        "share": "how much of the text was behind you, from 0 to 1",
        "device": "phone or computer",
        "started_at": "when you first opened it",
        "updated_at": "when you were last there",
    },
)
NOTES = Shape(
    "notes",
    "Places you kept, and your words beside them.",
    {
        "lesson": "the lesson’s id",
        "anchor": "the block",
        "section": "the section it stood in",
        "quote": "how the paragraph began",
        "text": "your words",
        "created_at": "when you kept it",
        "updated_at": "when you last wrote",
        "removed_at": "when you removed it; it is deleted ten minutes later",
    },
)
CHECKS = Shape(
    "checks",
    "Answers to questions inside lessons; they never count.",
    {
        "item": "the question’s id",
        "item_version": "its version",
        "answer": "what you answered",
        "correct": "whether it was right",
        "dont_know": "whether you said that you don’t know",
        "confidence": "how sure you were",
        "at": "when",
    },
)
BETS = Shape(
    "bets",
    "What you expected before a lab.",
    {
        "lesson": "the lesson’s id",
        "number": "which bet of the lesson",
        "choice": "the choice, counted from 0",
        "at": "when",
    },
)
GOALS = Shape(
    "lab_goals",
    "Goals you reached in labs.",
    {
        "lab": "the lab",
        "mission": "the mission",
        "how": "how it was proved",
        "at": "when",
    },
)
LAB_NOTES = Shape(
    "lab_notes",
    "Sentences you kept in labs.",
    {"lab": "the lab", "mission": "the mission", "text": "your words", "at": "when"},
)
ATTEMPTS = Shape(
    "attempts",
    "Your attempts at quizzes and exams.",
    {
        "id": "the number in the page’s address",
        "quiz": "the lesson, or the exam",
        "kind": "full, or missed for practice",
        "number": "which attempt at it, counted from 1",
        "items": "the questions drawn",
        "areas": "the objective area of each",
        "stands_for": "the missed questions in whose place they were asked",
        "right_needed": "right answers that pass",
        "lesson_version": "version of the lesson",
        "bank_version": "version of the questions",
        "seed": "the number the draw was made from",
        "started_at": "when it began",
        "finished_at": "when it ended",
        "right_count": "right answers",
        "passed": "whether it passed",
    },
)
ANSWERS = Shape(
    "answers",
    "Your answers in quizzes and exams.",
    {
        "attempt_id": "the attempt",
        "item": "the question’s id",
        "item_version": "its version",
        "try_number": "first or second try",
        "answer": "what you answered",
        "complete": "whether it was finished",
        "dont_know": "whether you said that you don’t know",
        "confidence": "how sure you were",
        "score": "from 0 to 1",
        "correct": "whether it was right",
        "at": "when",
    },
)
REPORTS = Shape(
    "reports",
    "Problems with questions that you reported.",
    {
        "lesson": "the lesson’s id",
        "item": "the question’s id",
        "item_version": "its version",
        "answer": "what you had answered",
        "said": "what kind of problem",
        "comment": "your words",
        "state": "open or answered",
        "at": "when",
        "reply": "what IT replied",
        "replied_at": "when",
    },
)
RECALLS = Shape(
    "review_answers",
    "What you recalled, in reviews and in quizzes.",
    {
        "subject": "the area or the term",
        "turn": "which time, counted from 1",
        "origin": "quiz, exam or review",
        "items": "the questions",
        "item_version": "version of the question",
        "answer": "what you answered",
        "correct": "whether it was right",
        "dont_know": "whether you said that you don’t know",
        "confidence": "how sure you were",
        "quick": "whether it took less than 15 seconds; the time itself is not kept",
        "rating": "1 again, 2 hard, 3 good, 4 easy",
        "at": "when",
    },
)
CARDS = Shape(
    "review_cards",
    "What follows from them: when each is asked again.",
    {
        "subject": "the area or the term",
        "turns": "how often it was recalled",
        "first_on": "first day",
        "stability": "days until the chance to recall is 90 %",
        "difficulty": "from 1 to 10",
        "last_on": "last day",
        "due_on": "next day",
        "rating": "the last rating",
        "sure_and_wrong": "whether you were certain and wrong",
    },
)
ASKED = Shape(
    "assignments",
    "What was asked of you by name.",
    {
        "module": "the module",
        "path": "or the path",
        "due_on": "by when",
        "joiner_days": "days after joining, where that counts",
        "why": "the reason given",
        "set_at": "when it was asked",
        "withdrawn_at": "when it was taken back",
    },
)
CERTIFICATES = Shape(
    "certificates",
    "Certificates you made pages of.",
    {
        "of": "the module, or course",
        "number": "the module’s number",
        "title": "its title on that day",
        "outcome": "what it shows",
        "token": "the end of the public address",
        "course_version": "version of the course",
        "earned_at": "when you passed",
        "issued_at": "when you made the page",
        "withdrawn_at": "when you withdrew it",
    },
)
NUDGES = Shape(
    "nudges",
    "Nudges you got from a manager.",
    {"week": "the week", "words": "what it said", "sent_at": "when"},
)
HELP = Shape(
    "help_calls",
    "Help you asked for; your words are deleted when the call ends.",
    {
        "lesson": "the lesson’s id",
        "note": "your words",
        "at": "when",
        "ended_at": "when it ended",
        "ending": "how",
    },
)
REQUESTS = Shape(
    "term_requests",
    "Words you asked IT to explain.",
    {
        "word": "the word",
        "context": "where you met it",
        "place": "the page you asked from",
        "status": "what became of it",
        "at": "when",
        "slug": "the term that answers it",
        "reason": "IT’s reason, if it was declined",
        "settled_at": "when IT settled it",
    },
)
VOTES = Shape(
    "term_request_votes",
    "Words others asked for that you want explained, too.",
    {"word": "the word", "at": "when"},
)
REVISIONS = Shape(
    "term_revisions",
    "Terms you wrote or changed.",
    {
        "slug": "the term",
        "number": "which revision, counted from 1",
        "state": "its state",
        "fields": "what you wrote",
        "why": "your reason",
        "at": "when",
        "based_on": "the revision before",
    },
)
DRAFTS = Shape(
    "term_drafts",
    "Terms you are writing.",
    {
        "slug": "the term",
        "fields": "what you wrote",
        "based_on": "the revision before",
        "at": "when",
    },
)
APPROVALS = Shape(
    "term_approvals",
    "Terms you approved.",
    {
        "side": "for marketing or for IT",
        "restatement": "the term in your words",
        "checked_facts": "facts you checked",
        "at": "when",
    },
)
COMMENTS = Shape(
    "term_comments",
    "Comments you made on terms.",
    {"field": "on which field", "text": "your words", "at": "when"},
)
COMPANY_NOTES = Shape(
    "company_notes",
    "Notes you wrote for your company beside terms and lessons.",
    {
        "about": "term or lesson",
        "ref": "which one",
        "number": "which version of the note",
        "text": "your words",
        "at": "when",
    },
)
UNCLEAR = Shape(
    "unclear_terms",
    "Terms you marked as not clear.",
    {"slug": "the term", "why": "your words", "at": "when"},
)
LOG = Shape(
    "log",
    "What the log says you did, and what was done to your account.",
    {"at": "when", "action": "what", "subject": "to whom or what", "detail": "more about it"},
)
