"""Words that the made-up company uses and no course could know: one for each state of a term."""

from dataclasses import replace

from literacy.glossary.studio.wording import Wording

QUIET_HOUR = Wording(
    term="Quiet hour",
    also=("change hour",),
    definition=(
        "The hour from 6 to 7 in the morning in which our shop may be changed. It can be slow then."
    ),
    why="A banner that must be up at 7 has to be with IT the day before, or it waits a day.",
    it_hears="The one hour in which a mistake costs little. IT asks whether it can wait for it.",
    example="The spring prices went in at 6:10, in the quiet hour, and nobody noticed.",
    ask_it="Can this go out in tomorrow's quiet hour, and what do you need from us by tonight?",
    related=("staging", "deploy"),
    lessons=("staging-and-deploys",),
    owner="web-platform",
)
QUIET_HOUR_FIRST = replace(
    QUIET_HOUR,
    definition="A slot from 6 to 7 for changing the shop.",
    example="The prices changed at 6:10.",
)
STEWARD = Wording(
    term="Customer steward",
    also=("list keeper",),
    definition=(
        "The person who decides what is right when two of our systems say different "
        "things about one customer."
    ),
    why=("With nobody to decide, the same person gets two mails, and you explain it to the boss."),
    it_hears=(
        "At last a name. IT asks the steward before two lists are joined, and writes down "
        "the answer."
    ),
    example="Mei asked the steward which of two birthdays to keep, and the voucher went out once.",
    ask_it="Who is the steward of this list, and what has been decided about twins?",
    related=("cookie", "browser"),
    lessons=("joins-and-duplicates",),
    owner="data-team",
)
TAG_BOARD = Wording(
    term="Tag board",
    definition=(
        "Four people who meet on Tuesdays and say which new tag may go on our pages. "
        "Urgent ones take a day."
    ),
    why="A tag that comes on Wednesday waits six days, and so does the campaign behind it.",
    it_hears="Our brake. IT wants to know who reads the figures and when the tag can go again.",
    example="The board took the chat tag in March, on one page and for one month.",
    ask_it="What does the tag board need from us by Monday for this tag?",
    related=("cookie", "browser"),
    lessons=("how-tracking-works",),
    owner="web-platform",
)
TAG_BOARD_WORDS = "A small group decides every Tuesday which trackers get onto our site."
OLD_SHOP = Wording(
    term="Mirror shop",
    definition=(
        "What we called the copy of the shop on which changes are tried before customers see them."
    ),
    why="Old briefs say it. The same copy is called staging today, by us and everybody else.",
    it_hears="A name from before 2024. IT looks twice to see which copy is meant.",
    example="The brief of 2023 asked for the banner on the mirror shop first.",
    ask_it="Is the mirror shop in this brief the staging site of today?",
    related=("staging", "browser"),
    lessons=("staging-and-deploys",),
    owner="web-platform",
)
REVISED = "cookie"
REVISED_EXAMPLE = "The shop remembers your basket overnight with one."
WORKSHOP = """\
term,definition,why,it_hears,example,ask_it,related,lessons,owner
Picture desk,"The shared folder from which the shop takes its pictures, \
each under the number of its lamp.",\
"A picture under any other name stays out, and the lamp goes live with a grey box.",\
Names matter more than pixels. IT asks who clears the folder of last year.,\
The new desk lamp had no picture until its file had the right number.,\
Which number does the picture of this lamp need?,"cookie, browser",staging-and-deploys,web-platform
Voucher pool,"The list of codes that a mail may give away, each good for one order.",\
"When the list is empty, the mail goes out with a gap where the code should be.",\
A number we must know before the mail leaves. How many codes does it need?,\
The spring mail had 4000 readers and 3000 codes.,How many codes are left for this mail?,\
"cookie, browser",joins-and-duplicates,data-team
Seat map,A plan that shows who works at which table.,,Not ours.,The map is on the wall.,\
Who sits where?,"cookie, browser",joins-and-duplicates,data-team
"""
UNSAVED = Wording(term="Night run", definition="A job that runs at night and")

OPEN_WISHES = (
    ("tag board", "Hana Kobayashi", "They said the tag board has to see it first.", "tag-board"),
    ("quiet hour", "Maya Okafor", "Ivan wrote: not before the quiet hour.", "quiet-hour"),
)
