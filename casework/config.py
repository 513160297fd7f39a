"""What an operator decides, read once from the environment and from nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from casework import variables as v
from casework.variables import Problem, Variable
from crypto.checkpoints import LogVerifier
from crypto.passphrase import Cost

PREFIX = "CASEWORK_"
DATABASE = Variable(
    "CASEWORK_DATABASE",
    "where rows are kept: sqlite:///path or postgresql://user:password@host/name",
    v.database,
    "sqlite:///var/casework.sqlite",
    secret=True,
)
FILES = Variable("CASEWORK_FILES", "the folder of sealed files", v.folder, "var/files")
INSTANCE_SECRET = Variable(
    "CASEWORK_INSTANCE_SECRET",
    "32 random bytes, hexadecimal or base64; give it by file, kept away from the database",
    v.secret,
    secret=True,
)
SECRET_VERSION = Variable(
    "CASEWORK_INSTANCE_SECRET_VERSION",
    "which instance secret this is; one more each time it is replaced",
    v.whole(1, 1_000_000),
    "1",
)
COVER_NAME = Variable(
    "CASEWORK_COVER_NAME", "the harmless name that every page title shows", v.line, "Notes"
)
EXIT_URL = Variable(
    "CASEWORK_EXIT_URL",
    "the harmless page that leaving leads to",
    v.web_address,
    "https://www.wikipedia.org/",
)
ORIGIN = Variable(
    "CASEWORK_ORIGIN",
    "the address people type: https://…; it decides how cookies are protected",
    v.origin,
    "http://127.0.0.1:8000",
)
ROOT_KEYS = Variable(
    "CASEWORK_ROOT_KEYS",
    "the root verifying keys that every certificate rests on, hexadecimal, by commas",
    v.keys,
    "",
)
PROXY_HOPS = Variable(
    "CASEWORK_PROXY_HOPS", "how many proxies of ours stand in front", v.whole(0, 5), "0"
)
IDLE_MINUTES = Variable(
    "CASEWORK_IDLE_MINUTES", "after how long unused a session ends", v.whole(1, 120), "15"
)
ABSOLUTE_HOURS = Variable(
    "CASEWORK_ABSOLUTE_HOURS", "after how long a session ends in any case", v.whole(1, 24), "8"
)
NUMBER_GROUPING = Variable(
    "CASEWORK_NUMBER_GROUPING",
    "how a number's sixteen digits are spaced, by country where one is named: 4-4-4-4,BD=5-6-5",
    v.groupings,
    "4-4-4-4",
)
LOG_KEY_FILE = Variable(
    "CASEWORK_LOG_KEY_FILE",
    "the key that closes the trail's days; set only where `casework trail close` runs",
    v.folder,
)
LOG_PUBLIC_KEYS = Variable(
    "CASEWORK_LOG_PUBLIC_KEYS",
    "the keys that the trail's days are verified with, name+id+key, oldest first, by commas",
    v.log_keys,
    "",
)
OUTBOX = Variable(
    "CASEWORK_OUTBOX", "the folder that letters are put into where no SMTP is set", v.folder
)
SMTP_HOST = Variable("CASEWORK_SMTP_HOST", "the mail server; no mail leaves without", v.line)
SMTP_PORT = Variable("CASEWORK_SMTP_PORT", "its port", v.whole(1, 65535), "587")
SMTP_SECURITY = Variable(
    "CASEWORK_SMTP_SECURITY", "starttls or tls", v.one_of("starttls", "tls"), "starttls"
)
SMTP_USER = Variable("CASEWORK_SMTP_USER", "who we are to it", v.line)
SMTP_PASSWORD = Variable("CASEWORK_SMTP_PASSWORD", "our password there", v.line, secret=True)
SMTP_SENDER = Variable("CASEWORK_SMTP_SENDER", "the address letters come from", v.line)
NOTICE_TIMES = Variable(
    "CASEWORK_NOTICE_TIMES",
    "at which times of the day (UTC) notices leave, so that nothing is told by when they do",
    v.times,
    "02:00,09:00",
)
SMS_URL = Variable(
    "CASEWORK_SMS_URL",
    "the address of an SMS gateway: https://…, asked by POST; it may hold {to} and {text}",
    v.gateway_address,
)
SMS_BODY = Variable(
    "CASEWORK_SMS_BODY",
    "what is posted to it, with {to} and {text}: a JSON object, or fields as in a form",
    v.line,
    "to={to}&text={text}",
)
SMS_AUTHORIZATION = Variable(
    "CASEWORK_SMS_AUTHORIZATION", "its Authorization header, such as Bearer …", v.line, secret=True
)
DIRECTORY_LICENCE = Variable(
    "CASEWORK_DIRECTORY_LICENCE",
    "under which licence others may use the directory of services",
    v.line,
    "None: ask before you use it elsewhere",
)
DIRECTORY_MAIL = Variable(
    "CASEWORK_DIRECTORY_MAIL", "whom programs that read the directory are to write to", v.line
)

EVERY: tuple[Variable[object], ...] = (
    DATABASE, FILES, INSTANCE_SECRET, SECRET_VERSION, COVER_NAME, EXIT_URL, ORIGIN, ROOT_KEYS,
    PROXY_HOPS, IDLE_MINUTES, ABSOLUTE_HOURS, NUMBER_GROUPING, DIRECTORY_LICENCE,
    LOG_KEY_FILE, LOG_PUBLIC_KEYS, OUTBOX, SMTP_HOST, SMTP_PORT, SMTP_SECURITY, DIRECTORY_MAIL,
    SMTP_USER, SMTP_PASSWORD, SMTP_SENDER, NOTICE_TIMES, SMS_URL, SMS_BODY, SMS_AUTHORIZATION,
)  # fmt: skip


@dataclass(frozen=True)
class Smtp:
    """The mail server that letters leave by."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Sms:
    """The gateway that short messages leave by."""

    url: str = field(repr=False)
    body: str = field(repr=False)
    authorization: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Config:
    """Everything an operator decides. `cost` is not among it: only tests may make it cheaper."""

    database: str = field(repr=False)
    files: Path
    instance_secret: bytes = field(repr=False)
    instance_secret_version: int = 1
    cover_name: str = "Notes"
    exit_url: str = "https://www.wikipedia.org/"
    origin: str = "http://127.0.0.1:8000"
    root_keys: tuple[bytes, ...] = ()
    proxy_hops: int = 0
    idle_minutes: int = 15
    absolute_hours: int = 8
    number_grouping: Mapping[str, tuple[int, ...]] = field(
        default_factory=lambda: {"": (4, 4, 4, 4)}
    )
    """Country (two letters, empty for every other) → groups of the number's digits."""
    log_key_file: Path | None = None
    log_public_keys: tuple[LogVerifier, ...] = ()
    outbox: Path | None = None
    smtp: Smtp | None = None
    sms: Sms | None = None
    notice_times: tuple[time, ...] = (time(2), time(9))
    """In UTC."""
    directory_licence: str = "None: ask before you use it elsewhere"
    directory_mail: str | None = None
    cost: Cost = field(default_factory=Cost)

    @property
    def is_secure(self) -> bool:
        """Whether cookies are Secure and carry the `__Host-` prefix."""
        return self.origin.startswith("https://")


def read(environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in this environment. Raises ConfigInvalid on the first unfit variable."""
    env = os.environ if environ is None else environ
    return Config(
        database=DATABASE.read(env),
        files=FILES.read(env),
        instance_secret=INSTANCE_SECRET.read(env),
        instance_secret_version=SECRET_VERSION.read(env),
        cover_name=COVER_NAME.read(env),
        exit_url=EXIT_URL.read(env),
        origin=ORIGIN.read(env),
        root_keys=ROOT_KEYS.read(env),
        proxy_hops=PROXY_HOPS.read(env),
        idle_minutes=IDLE_MINUTES.read(env),
        absolute_hours=ABSOLUTE_HOURS.read(env),
        number_grouping=NUMBER_GROUPING.read(env),
        log_key_file=LOG_KEY_FILE.find(env),
        log_public_keys=LOG_PUBLIC_KEYS.read(env),
        outbox=OUTBOX.find(env),
        smtp=_smtp(env),
        sms=_sms(env),
        notice_times=NOTICE_TIMES.read(env),
        directory_licence=DIRECTORY_LICENCE.read(env),
        directory_mail=DIRECTORY_MAIL.find(env),
    )


def database_url(environ: Mapping[str, str] | None = None) -> str:
    """The database alone, for migrations, which need no secret. Raises ConfigInvalid."""
    return DATABASE.read(os.environ if environ is None else environ)


def files_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The folder of sealed files, for commands that need no secret. Raises ConfigInvalid."""
    return FILES.read(os.environ if environ is None else environ)


def origin_url(environ: Mapping[str, str] | None = None) -> str:
    """The address people type, for commands that print links. Raises ConfigInvalid."""
    return ORIGIN.read(os.environ if environ is None else environ)


def log_key_file(environ: Mapping[str, str] | None = None) -> Path | None:
    """Where the log key lies, for the timer that closes the trail. Raises ConfigInvalid."""
    return LOG_KEY_FILE.find(os.environ if environ is None else environ)


def root_keys(environ: Mapping[str, str] | None = None) -> tuple[bytes, ...]:
    """What certificates rest on, for who has no instance secret. Raises ConfigInvalid."""
    return ROOT_KEYS.read(os.environ if environ is None else environ)


def log_public_keys(environ: Mapping[str, str] | None = None) -> tuple[LogVerifier, ...]:
    """What the trail is verified with, for who has no instance secret. Raises ConfigInvalid."""
    return LOG_PUBLIC_KEYS.read(os.environ if environ is None else environ)


def child_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment for a child that runs under other settings than its own."""
    foreign = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    return {**foreign, **settings}


def _smtp(env: Mapping[str, str]) -> Smtp | None:
    host = SMTP_HOST.find(env)
    if host is None:
        return None
    return Smtp(
        host=host,
        port=SMTP_PORT.read(env),
        security=SMTP_SECURITY.read(env),
        sender=SMTP_SENDER.read(env),
        user=SMTP_USER.find(env),
        password=SMTP_PASSWORD.find(env),
    )


def _sms(env: Mapping[str, str]) -> Sms | None:
    url = SMS_URL.find(env)
    if url is None:
        return None
    return Sms(url=url, body=SMS_BODY.read(env), authorization=SMS_AUTHORIZATION.find(env))


@dataclass(frozen=True)
class Explained:
    """One line of `casework config check`. It never holds a value the operator gave."""

    name: str
    purpose: str
    default: str | None
    is_set: bool
    problem: Problem | None


def describe(environ: Mapping[str, str] | None = None) -> list[Explained]:
    """Every variable, what it is for, whether it is set and what is wrong with it, if anything."""
    env = os.environ if environ is None else environ
    return [_explain(each, env) for each in EVERY]


def _explain(variable: Variable[object], env: Mapping[str, str]) -> Explained:
    return Explained(
        name=f"{variable.name}[_FILE]" if variable.secret else variable.name,
        purpose=variable.purpose,
        default=variable.default,
        is_set=variable.is_set(env),
        problem=variable.problem(env, is_needed=variable is INSTANCE_SECRET),
    )
