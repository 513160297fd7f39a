"""Policy as a list asks it: a thousand cases are of a few kinds, and each kind is asked once."""

from auth.actor import Actor
from auth.permissions import AnyPermission
from auth.policy import may
from auth.subjects import CaseSubject


class Alike(dict[AnyPermission, bool]):
    """What policy answers about all cases that are alike to one; each asked when it is needed."""

    def __init__(self, actor: Actor, case: CaseSubject) -> None:
        self._asked = actor, case

    def __missing__(self, permission: AnyPermission) -> bool:
        actor, case = self._asked
        self[permission] = answer = may(actor, permission, case)
        return answer


class Answers:
    """What policy answers one person about many cases.

    For the length of one request: her posts and her keys are those of this moment.
    """

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._known: dict[object, Alike] = {}

    def about(self, case: CaseSubject) -> Alike:
        """What she may do with a case, by permission."""
        kind = self._kind(case)
        if kind not in self._known:
            self._known[kind] = Alike(self._actor, case)
        return self._known[kind]

    def _kind(self, case: CaseSubject) -> object:
        """All that a predicate can ask about a case: `CaseSubject`, its id by what it is asked for.

        The numbers of ids, because ids compare slowly.
        """
        hers, factory, programme = self._actor.case, case.factory_id, case.programme_id
        return (
            factory and factory.int,
            programme and programme.int,
            case.is_concern,
            case.is_closed_concern,
            self._actor.ring.parts(case.id),
            hers is not None and hers == case.id,
        )
