"""What every test can ask for: databases, an instance, a server, a browser."""

from hypothesis import settings

pytest_plugins = [
    "tests.ready_made",
    "tests.databases",
    "tests.either_database",
    "tests.instances",
    "tests.worlds",
    "tests.visitors",
    "tests.servers",
    "tests.casework.tellers",
    "tests.browsers",
    "tests.browser.sitting",
    "tests.journeys.villages",
    "tests.demos",
]

# A slow machine is no defect: no example has to be done by a deadline.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
