"""A table beneath a level of another: what that one hides stays hidden, what it shows is known."""

from collections.abc import Iterable, Sequence

from casework.measures.counts import TOTAL, Cell, Counts, Masked, Rule
from casework.measures.suppression import suppress


def beneath(
    above: Masked,
    level: int,
    counts: Counts,
    rule: Rule,
    also: Iterable[Cell] = (),
    own: Sequence[Counts] = (),
) -> Masked:
    """What may be shown of a table whose facts are those of one level of `above`.

    `above` has two axes: groups by answers. `counts` has the same answers by parts of that group.
    `also`: what is hidden besides. `own`: what single readers know of it already.
    """
    answers = range(above.shape[1])
    hidden = [each for each in answers if above.of((level, each)) is None]
    told: list[Cell] = [(each, TOTAL) for each in answers if each not in hidden]
    if above.of((level, TOTAL)) is None:
        # Beneath a hidden group nothing is shown, but the zeros that can be read off above.
        zeros = {cell: 0 for cell in counts.lattice() if (cell[0], TOTAL) in told}
        return Masked(counts.shape, zeros, lambda _cell: above.ranges((level, TOTAL)))
    return suppress(
        counts,
        rule,
        hide=[*((each, TOTAL) for each in hidden), *also],
        known=[(TOTAL, TOTAL), *told],
        bounds={(0, each): above.ranges((level, each)) for each in hidden},
        own=own,
    )
