"""Headers of every response, and the form token every unsafe request must carry."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from flask_wtf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer

from literacy.lib.errors import NotFound
from literacy.settings import Settings, is_loopback
from literacy.web.places import any_reader, place
from literacy.web.sessions import CSRF_FIELD

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"

csrf = CSRFProtect()
View = TypeVar("View", bound=Callable[..., Any])


class Ruleless(Response):
    """An answer that says nothing about copies, on purpose: a lab shows what browsers do then."""


def start_security(app: Flask, *, settings: Settings) -> None:
    app.config.update(
        TRUSTED_HOSTS=trusted_hosts(settings),
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        MAX_FORM_PARTS=200,
    )
    app.before_request(_widen)
    csrf.init_app(app)
    # Templates look here first, then among the globals, where imported macros look.
    app.context_processor(lambda: {"csrf_token": form_token})
    app.jinja_env.globals["csrf_token"] = form_token
    always = HEADERS | (
        {"Strict-Transport-Security": STRICT_TRANSPORT} if settings.is_https else {}
    )
    lab_policy = policy_with(*lab_origins(settings))
    lab_hosts = _lab_hosts(settings)

    @app.before_request
    def _keep_lab_hosts_to_labs() -> None:
        if urlsplit(f"//{request.host}").hostname in lab_hosts and not _is_open_lab_file():
            raise NotFound("This address serves files of the labs and nothing else.")

    @app.after_request
    def _add_headers(response: Response) -> Response:
        said = {name for name, _value in response.headers}
        if "Content-Security-Policy" not in said and _shows_labs():
            response.headers.add("Content-Security-Policy", lab_policy)
            said.add("Content-Security-Policy")
        for name, value in always.items():
            if name not in said:
                response.headers.add(name, value)
        if "Cache-Control" not in said and not isinstance(response, Ruleless):
            response.headers.add("Cache-Control", "no-store")
        response.headers.add("X-Request-Id", g.get("request_id", ""))
        return response


def takes_up_to(most_bytes: int) -> Callable[[View], View]:
    """Let more than a megabyte be posted to a view: a file, or a field that carries it on."""

    def wrap(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return wrap


def _widen() -> None:
    """Before anything reads the form; what is too much all the same is refused with 413."""
    view = current_app.view_functions.get(request.endpoint or "")
    if most_bytes := getattr(view, "most_bytes", 0):
        request.max_content_length = most_bytes
        request.max_form_memory_size = most_bytes // 2


def without_form_token(view: View) -> View:
    """Let a view be posted to by programs that show no form of ours; a test names each use."""
    csrf.exempt(view)
    return view


def lab_origins(settings: Settings) -> tuple[str, ...]:
    """The two addresses that labs, and nothing else, may show files of; those that are set."""
    return tuple(each for each in (settings.lab_origin, settings.lab_partner_origin) if each)


def policy_with(*origins: str) -> str:
    """The site's policy, with pictures and frames from these origins too."""
    more = "".join(f" {origin}" for origin in origins)
    return CONTENT_SECURITY_POLICY.replace(
        "img-src 'self' data:", f"img-src 'self' data:{more}"
    ).replace("frame-src 'self'", f"frame-src 'self'{more}")


def show_labs() -> None:
    """Let this page, which is not under /labs/, show files of the two lab origins."""
    g.shows_labs = True


def _shows_labs() -> bool:
    return request.path.startswith("/labs/") or bool(g.get("shows_labs"))


def _lab_hosts(settings: Settings) -> frozenset[str]:
    """The names that serve only lab files; the course's own name serves everything."""
    hosts = {urlsplit(origin).hostname or "" for origin in lab_origins(settings)}
    return frozenset(hosts - {urlsplit(settings.origin).hostname})


def _is_open_lab_file() -> bool:
    """A style sheet or module, or a lab's route that is open to everybody."""
    if request.endpoint is None:
        return False
    view = current_app.view_functions[request.endpoint]
    is_open = getattr(view, "permission", None) is None
    return is_open and request.path.startswith(("/labs/", "/static/"))


def form_token() -> str:
    """The token of this session's forms, or its place while a shared page is being made."""
    if any_reader():
        return place("form_token")
    return _signed(str(current_app.secret_key), session[CSRF_FIELD])


@lru_cache(maxsize=4096)
def _signed(key: str, value: str) -> str:
    """The form token as Flask-WTF signs it; it has no time limit, so it is made once a session."""
    return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(value))


def trusted_hosts(settings: Settings) -> list[str]:
    """The names this site answers to; any other Host is refused, so no mail can carry one."""
    own = urlsplit(settings.origin).hostname or settings.host
    loopback = ["127.0.0.1", "localhost", "[::1]", ".localhost"]
    names = [own, *loopback] if is_loopback(own) else [own, "127.0.0.1"]
    return names + [urlsplit(origin).hostname or "" for origin in lab_origins(settings)]
