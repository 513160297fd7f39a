"""Putting it together: the only module that knows every other."""

from importlib import import_module
from typing import Any

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from auth import cookies, guard
from auth.incoming import Incoming
from auth.parts import EXTENSION
from auth.throttle import limiter
from casework import errors, headers, languages, pages, places
from casework.case import entering
from casework.config import Config
from casework.demo import door
from casework.parts import Parts, assemble
from casework.views import forging

MEGABYTE = 1024 * 1024
FORM_PARTS = 60
BLUEPRINTS = (
    "casework.views.front",
    "casework.views.directory_paper",
    "casework.views.telling",
    "casework.views.deciding",
    "casework.views.desk",
    "casework.views.searching",
    "casework.views.taking_down",
    "casework.views.letter",
    "casework.views.cases",
    "casework.views.cases_writing",
    "casework.views.cases_giving",
    "casework.views.cases_files",
    "casework.views.evidence",
    "casework.views.intimate",
    "casework.views.removing",
    "casework.views.stepping_out",
    "casework.views.absence",
    "casework.views.habits",
    "casework.views.regaining",
    "casework.views.cases_statements",
    "casework.views.printing",
    "casework.views.paper",
    "casework.views.report",
    "casework.views.exporting",
    "casework.views.paper_own",
    "casework.views.committee",
    "casework.views.committee_book",
    "casework.views.committee_rules",
    "casework.views.matching",
    "casework.views.measuring_keys",
    "casework.views.measuring",
    "casework.views.measuring_public",
    "casework.views.measuring_groups",
    "casework.views.measuring_lost",
    "casework.views.measuring_export",
    "casework.views.statutory",
    "casework.views.statutory_reports",
    "casework.views.statutory_ungp",
    "casework.views.oversight",
    "casework.views.coaching",
    "casework.views.preventing",
    "casework.views.audit",
    "casework.views.partners",
    "casework.views.partners_sessions",
    "casework.views.partners_meetings",
    "casework.views.partners_points",
    "casework.views.cases_route",
    "casework.views.course",
    "casework.views.course_acts",
    "casework.views.duties",
    "casework.views.minority",
    "casework.views.pausing",
    "casework.views.asking",
    "casework.views.declaring",
    "casework.views.people",
    "casework.views.inquiry",
    "casework.views.his_file",
    "casework.views.decision",
    "casework.views.malice",
    "casework.views.ending",
    "casework.views.ending_talks",
    "casework.views.closing",
    "casework.views.keeping",
    "casework.views.settling",
    "casework.views.informal",
    "casework.views.returning_review",
    "casework.views.returning_settling",
    "casework.views.returning_ending",
    "casework.views.protecting",
    "casework.views.measures",
    "casework.views.gate",
    "casework.views.holding",
    "casework.views.watching",
    "casework.views.outcomes",
    "casework.views.outcome_sheets",
    "casework.views.outcome_doings",
    "casework.views.answering_union",
    "casework.views.returning_beside",
    "casework.views.concerns",
    "casework.views.agreeing",
    "casework.views.logged",
    "casework.views.returning",
    "casework.views.returning_hers",
    "casework.views.choosing",
    "casework.views.returning_asked",
    "casework.views.returning_outcome",
    "casework.views.returning_files",
    "casework.views.helping",
    "casework.views.helping_alike",
    "casework.views.helping_refer",
    "casework.views.helping_referral",
    "casework.views.helping_needs",
    "casework.views.helping_consent",
    "casework.views.helping_override",
    "casework.views.returning_consent",
    "casework.views.returning_help",
    "casework.views.returning_number",
    "casework.views.returning_reach",
    "casework.views.renumbering",
    "referrals.views.finding",
    "referrals.views.received",
    "referrals.views.opening",
    "referrals.views.hsds",
    "referrals.views.directory",
    "referrals.views.directory_writing",
    "referrals.views.directory_ruling",
    "referrals.views.directory_calling",
    "referrals.views.importing",
    "referrals.views.importing_columns",
    "referrals.views.exporting",
    "referrals.views.areas",
    "referrals.views.trying",
    "auth.views.entrance",
    "auth.views.oneself",
    "auth.views.renewing",
    "auth.views.about",
    "auth.views.activation",
    "auth.views.certificates",
    "auth.views.organisations",
    "auth.views.administered",
    "auth.views.people",
    "auth.views.recovery",
)
"""Modules with a blueprint named `bp`. Each view in them says who may call it, or that all may."""


class House(Flask):
    """A Flask application that spools nothing to a disk and logs no text of an exception."""

    request_class = Incoming
    jinja_environment = pages.Templates

    def log_exception(self, exc_info: Any) -> None:
        errors.note(exc_info[1])


def create_app(config: Config) -> Flask:
    """The application over one configuration. Raises Undeclared for a route nobody declared."""
    app = House(
        "casework",
        static_folder=str(places.static()),
        static_url_path="/static",
        template_folder=str(places.templates()),
    )
    parts = assemble(config)
    app.extensions[EXTENSION] = parts
    app.config.from_mapping(_settings(config, parts))
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask documents this assignment
            app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops
        )
    errors.install(app)
    languages.install(app)
    pages.install(app, parts)
    entering.install(parts, config.log_public_keys)
    door.install(app, parts)
    app.after_request(headers.protect(https=config.is_secure))
    # Counted before the gate opens a transaction: a counter waits for nobody's lock.
    limiter.init_app(app)
    guard.install(app)
    forging.install(app)
    _take_in(app)
    guard.check_declared(app)
    return app


def _settings(config: Config, parts: Parts) -> dict[str, object]:
    return {
        "SECRET_KEY": parts.keys.child("csrf"),
        "SESSION_COOKIE_NAME": cookies.named(cookies.VISIT, is_secure=config.is_secure),
        "SESSION_COOKIE_SECURE": config.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": MEGABYTE,
        # 20,000 signs of Khmer are 60 kB, and 180 kB as a form writes them.
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,
        "MAX_FORM_PARTS": FORM_PARTS,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "WTF_CSRF_ENABLED": True,
        "RATELIMIT_HEADERS_ENABLED": False,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _take_in(app: Flask) -> None:
    app.view_functions["static"] = guard.publicly(bare=True)(app.send_static_file)
    for name in BLUEPRINTS:
        blueprint: Blueprint = import_module(name).bp
        app.register_blueprint(blueprint)
