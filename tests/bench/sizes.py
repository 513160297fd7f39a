"""How much of everything there is when it is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """The fixture and the runs of one measuring."""

    cases: int
    """Open cases of one member of a committee."""
    searched: int
    """Cases she holds when she searches."""
    entries: int
    """Entries of the case that is opened."""
    reported: int
    """Entries of the case whose report is asked for: fifty pages of them."""
    records: int
    """Sealed rows of the case that gets new keys."""
    clocks: int
    """Open clocks over which reminders are sent, ten a person."""
    trail: int
    services: int
    """Services of the directory, each at a place with two schedules."""
    facts: int
    """Measured facts of a programme."""
    listed: int
    """Rows of a list that is taken into the directory."""
    runs: int
    """Runs of what is quick; thirty at the least for a p95 to mean anything."""
    slow_runs: int
    """Runs of what takes seconds; told by their median, or the slowest of them."""
    complaints: int
    """How many each of the server's clients tells, one after the other."""
    clients: int
    storm_clients: int
    storm_seconds: int


SIZES = {
    "full": Size(
        cases=1_000,
        searched=10_000,
        entries=200,
        reported=310,
        records=500,
        clocks=100_000,
        trail=1_000_000,
        services=5_000,
        facts=100_000,
        listed=100_000,
        runs=40,
        slow_runs=6,
        complaints=5,
        clients=8,
        storm_clients=40,
        storm_seconds=15,
    ),
    "small": Size(
        cases=40,
        searched=200,
        entries=30,
        reported=30,
        records=50,
        clocks=1_000,
        trail=2_000,
        services=200,
        facts=4_000,
        listed=2_000,
        runs=5,
        slow_runs=2,
        complaints=1,
        clients=3,
        storm_clients=8,
        storm_seconds=2,
    ),
    "smallest": Size(
        cases=3,
        searched=9,
        entries=8,
        reported=8,
        records=20,
        clocks=30,
        trail=50,
        services=20,
        facts=300,
        listed=40,
        runs=2,
        slow_runs=1,
        complaints=1,
        clients=1,
        storm_clients=2,
        storm_seconds=1,
    ),
}
