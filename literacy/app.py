"""Wires everything: the only module that knows every feature."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from literacy.accounts.jobs import tidy as tidy_accounts
from literacy.accounts.views.admin import blueprint as admin
from literacy.accounts.views.doors import blueprint as doors
from literacy.accounts.views.mail import blueprint as mail
from literacy.accounts.views.me import blueprint as me
from literacy.accounts.views.roster import blueprint as roster
from literacy.assignments.views.company import blueprint as company_assignments
from literacy.assignments.views.nudging import blueprint as nudges
from literacy.assignments.views.team import blueprint as assignments
from literacy.certificates.views import blueprint as certificates
from literacy.content.catalogue import Catalogue
from literacy.content.cli import check_command
from literacy.content.load import Loaded, load
from literacy.content.shelf import Shelf
from literacy.glossary.bulk.cli import glossary_command
from literacy.glossary.bulk.views import blueprint as many_terms
from literacy.glossary.company.views import blueprint as company
from literacy.glossary.readers.views import blueprint as glossary_readers
from literacy.glossary.studio.overlay import Overlay, Published, overlaid
from literacy.glossary.studio.queries import edition, published
from literacy.glossary.studio.views.editor import blueprint as terms
from literacy.glossary.studio.views.reading import blueprint as first_reading
from literacy.glossary.studio.views.review import blueprint as term_review
from literacy.glossary.views.reading import blueprint as glossary
from literacy.glossary.views.studio import blueprint as author
from literacy.help.views import blueprint as help_calls
from literacy.labs.cache.views import blueprint as cache_lab
from literacy.labs.cookie.views.files import blueprint as cookie_files
from literacy.labs.cookie.views.lab import blueprint as cookie_lab
from literacy.labs.jobs import tidy as tidy_labs
from literacy.labs.link.views import blueprint as link_lab
from literacy.labs.missions import MISSIONS
from literacy.labs.sql.views import blueprint as sql_lab
from literacy.labs.visit.views import blueprint as visit_lab
from literacy.lessons.jobs import tidy as tidy_notes
from literacy.lessons.notes.views import blueprint as notes
from literacy.lessons.views import blueprint as lessons
from literacy.lib.clock import Clock, utc_now
from literacy.lib.db import Database
from literacy.outbox.cli import jobs_command
from literacy.overview.cli import summaries_command
from literacy.overview.jobs import count_teams
from literacy.overview.views import blueprint as overview
from literacy.paths import bundled, course_root
from literacy.progress.outline import course_outline
from literacy.progress.views import blueprint as progress
from literacy.quizzes.reports.views import blueprint as question_reports
from literacy.quizzes.views.missed import blueprint as missed
from literacy.quizzes.views.taking import blueprint as quizzes
from literacy.records.views import blueprint as records
from literacy.reminders.jobs import remind_all
from literacy.reports.cli import reports_command
from literacy.reports.jobs import write_digests
from literacy.reports.views import blueprint as report_files
from literacy.review.views import blueprint as review
from literacy.search.jobs import tidy as tidy_searches
from literacy.search.views import blueprint as search
from literacy.settings import Settings
from literacy.teams.views import blueprint as teams
from literacy.upkeep.jobs import look_after
from literacy.upkeep.views import blueprint as upkeep
from literacy.web.about import blueprint as about
from literacy.web.access import refuse_open_routes, start_access
from literacy.web.compression import start_compression
from literacy.web.errors import start_errors
from literacy.web.health import blueprint as health
from literacy.web.logs import start_access_log
from literacy.web.notices import start_notices
from literacy.web.request import start_requests
from literacy.web.security import start_security
from literacy.web.services import Services, services
from literacy.web.sessions import ServerSessions
from literacy.web.static import StaticFiles, start_static
from literacy.web.templating import start_templating

check = check_command(MISSIONS)


BLUEPRINTS: tuple[Blueprint, ...] = (
    health,
    about,
    doors,
    me,
    help_calls,
    mail,
    admin,
    roster,
    glossary,
    author,
    many_terms,
    terms,
    term_review,
    first_reading,
    company,
    glossary_readers,
    cache_lab,
    cookie_lab,
    cookie_files,
    sql_lab,
    visit_lab,
    link_lab,
    lessons,
    notes,
    review,
    quizzes,
    missed,
    question_reports,
    progress,
    certificates,
    records,
    teams,
    overview,
    assignments,
    company_assignments,
    nudges,
    report_files,
    search,
    upkeep,
)


def open_shelf(settings: Settings, clock: Clock = utc_now) -> Shelf:
    """The course the settings point at; raises BrokenContent when it can't be shown."""
    root, overlay = settings.content or course_root(), settings.overlay

    def read() -> Loaded:
        return load(root, overlay=overlay, labs=MISSIONS, today=clock().date())

    return Shelf(read, root, overlay)


def _terms_of(database: Database) -> Overlay:
    """What authors published in the browser, read again for each new edition."""

    def read() -> tuple[Published, ...]:
        with database.reading() as session:
            return published(session)

    return Overlay(read)


def remind(settings: Settings, database: Database, *, now: datetime) -> None:
    """Write the reminders of the day."""
    remind_all(settings, database, lambda: open_shelf(settings).catalogue, now=now)


def count(settings: Settings, database: Database, *, now: datetime) -> None:
    """Count the teams whose counts are oldest."""
    course = course_outline(open_shelf(settings).catalogue, today=now.date())
    count_teams(database, course, now=now)


summaries = summaries_command(lambda settings: open_shelf(settings).catalogue)


def look_after_glossary(settings: Settings, database: Database, *, now: datetime) -> None:
    """Note what changed in the glossary, and write the weekly digest of its keepers."""

    def open_course() -> Catalogue:
        with database.reading() as session:
            laid = published(session), edition(session)
        return overlaid(open_shelf(settings).catalogue, *laid)

    look_after(settings, database, open_course, now=now)


def digest(settings: Settings, database: Database, *, now: datetime) -> None:
    """Write the managers' digest of the week."""
    write_digests(settings, database, lambda: open_shelf(settings).catalogue, now=now)


jobs = jobs_command(
    tidy_accounts,
    tidy_labs,
    tidy_notes,
    tidy_searches,
    chores=(remind, digest, look_after_glossary, count),
)
glossary_commands = glossary_command(lambda settings: open_shelf(settings).catalogue)
reports = reports_command(lambda settings: open_shelf(settings).catalogue)


def create_app(
    settings: Settings,
    *,
    database: Database | None = None,
    shelf: Shelf | None = None,
    clock: Clock = utc_now,
    draw_seed: Callable[[], int] | None = None,
    static: Path | None = None,
) -> Flask:
    """The site as a WSGI application; nothing is read or opened before this is called."""
    app = Flask("literacy", template_folder=str(bundled("templates")), static_folder=None)
    app.secret_key = settings.secret_key
    app.session_interface = ServerSessions(key=settings.secret_key, is_https=settings.is_https)
    store = database or Database(settings.database_url)
    app.extensions["literacy"] = Services(
        settings=settings,
        database=store,
        shelf=shelf or open_shelf(settings, clock),
        clock=clock,
        overlay=_terms_of(store).over,
        **({"draw_seed": draw_seed} if draw_seed else {}),
    )
    if settings.watch:
        app.before_request(_look_for_edits)
    _start_web(app, settings, StaticFiles(static or bundled("static"), watch=settings.watch))
    _start_features(app)
    refuse_open_routes(app)
    return app


def _look_for_edits() -> None:
    if not request.path.startswith("/static/"):
        services().shelf.reload_if_changed()


def _start_web(app: Flask, settings: Settings, files: StaticFiles) -> None:
    start_requests(app)
    start_access_log(app)
    start_access(app)
    # After-request functions run last to first: headers see the compressed body.
    start_security(app, settings=settings)
    start_compression(app)
    start_notices(app)
    start_errors(app)
    start_templating(app)
    start_static(app, files)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def _start_features(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
