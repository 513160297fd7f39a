"""One case: opening it with many entries, and making new keys for one with many rows."""

from statistics import median
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.rekey import renew
from casework.course.acknowledging import acknowledge
from casework.telling.intake import Sending, send
from crypto import number
from crypto.records import CaseRecord
from crypto.sealing import the_ring
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import MINE, House, require
from tests.bench.texts import story
from tests.worlds import NOW

BAR = 100.0


def measure_opening(bench: Bench) -> None:
    """Open a case with many entries, its page and all."""
    house = bench.house
    case = long_case(house, bench.size.entries, rows=False)
    client = house.sign_in()

    def show() -> None:
        require(client.get(f"/cases/{case}").status_code)

    bench.runs(f"open a case with {bench.size.entries} entries", show, BAR)


def measure_rekey(bench: Bench) -> None:
    """Make new generations of everything a member holds of a case, and save it."""
    house = bench.house
    case = long_case(house, bench.size.records, rows=True)
    values = [milliseconds(lambda: _renewed(house, case)) for _each in range(bench.size.slow_runs)]
    with house.parts.sessions(writing=False) as db:
        rows = _rows(db, case)
    name = f"new keys for a case with {bench.size.records} records"
    figure = Figure(name, median(values), "ms, median", len(values), more={"sealed rows": rows})
    bench.tell(figure)


def long_case(house: House, wanted: int, *, rows: bool) -> UUID:
    """A case with so many entries, or sealed rows: notes, and answers to her now and then."""
    with house.filling() as db:
        answers = house.answers(wanted)
        heard, prepared = (
            house.world.audience(db, answers),
            house.world.prepare(number=number.draw()),
        )
        case = send(db, house.world.keys, Sending(answers, heard, prepared, NOW))
        house.world.free(db, case)
        turn = house.turn(db, case)
        acknowledge(db, turn)
        for each in range(wanted - _so_far(db, case, rows=rows)):
            write = handling.answer if each % 5 == 0 else handling.note
            write(db, turn, story(each))
    return case


def _so_far(db: Session, case: UUID, *, rows: bool) -> int:
    if rows:
        return _rows(db, case)
    table = next(each for each in CaseRecord.__subclasses__() if each.__tablename__ == "entry")
    return db.scalar(select(func.count()).where(table.case_id == case)) or 0


def _rows(db: Session, case: UUID) -> int:
    counts = (
        select(func.count()).where(each.case_id == case) for each in CaseRecord.__subclasses__()
    )
    return sum(db.scalar(each) or 0 for each in counts)


def _renewed(house: House, case: UUID) -> None:
    with house.parts.sessions() as db:
        house.world.as_(db, MINE)
        mine = [each.compartment for each in the_ring(db).held(case)]
        renew(db, case, house.turn(db, case).renewal, "renewal", also=mine)
        db.commit()
