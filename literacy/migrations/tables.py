"""Every table of every feature in one place, for migrations and tests."""

from sqlalchemy import MetaData

from literacy.accounts import models as accounts
from literacy.audit import models as audit
from literacy.certificates import models as certificates
from literacy.glossary import models as glossary
from literacy.glossary.company import models as company
from literacy.glossary.readers import models as readers
from literacy.glossary.studio import models as studio
from literacy.help import models as help_calls
from literacy.labs import models as labs
from literacy.lessons import models as lessons
from literacy.lib.db import Base
from literacy.nudges import models as nudges
from literacy.outbox import models as outbox
from literacy.overview import models as overview
from literacy.progress import models as progress
from literacy.quizzes import models as quizzes
from literacy.quizzes.reports import models as question_reports
from literacy.reminders import models as reminders
from literacy.review import models as review
from literacy.search import models as search
from literacy.upkeep import models as upkeep

FEATURES = (
    outbox,
    audit,
    accounts,
    glossary,
    company,
    readers,
    studio,
    lessons,
    labs,
    review,
    quizzes,
    question_reports,
    help_calls,
    progress,
    certificates,
    nudges,
    overview,
    search,
    upkeep,
    reminders,
)
METADATA: MetaData = Base.metadata
