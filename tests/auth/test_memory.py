"""What a person remembers: neither a case nor the trail can be shown to her as it once was."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.memory import Memory, carry_over, check_trail, recall, remember
from auth.models import Checkpoint, Leaf, RingMemory
from auth.trail_days import close, rotate
from crypto.authorship import Head
from crypto.checkpoints import Checkpoint as SignedCheckpoint
from crypto.checkpoints import LogSigner, LogVerifier
from crypto.compartments import Compartment
from crypto.envelope import OVERHEAD
from crypto.errors import RolledBack, SealBroken
from crypto.grants import Grant
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds
from crypto.tree import Frontier, leaf_hash
from tests.auth.trails import LOG, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, two_closed_days, written
from tests.databases import Fresh

CHAIR = UUID("c" * 32)
CASE, OTHER_CASE = UUID("a" * 32), UUID("b" * 32)
SEEDS = Seeds.generate()
TOLD, ACCOUNT = Compartment.TOLD, Compartment.ACCOUNT
FIFTH, FOURTH = {TOLD: Head(5, b"5" * 32)}, {TOLD: Head(4, b"4" * 32)}
FRIDAY = datetime(2026, 3, 6, tzinfo=UTC).date()
NEW_LOG = LogSigner(LOG.name, b"n" * 32)


def epoch(number: int) -> tuple[int, bytes]:
    return number, f"epoch {number}".encode()


def note_cases(memory: Memory, count: int) -> None:
    for each in range(count):
        memory.note(UUID(int=each), *epoch(3), {part: Head(12, b"h" * 32) for part in Compartment})


@pytest.fixture
def memory(keys: InstanceKeys) -> Memory:
    """The chair's, of a case in its second epoch with five entries told."""
    made = Memory(keys, SEEDS, CHAIR)
    made.note(CASE, *epoch(2), FIFTH)
    return made


def test_a_case_that_only_grew_passes(memory: Memory) -> None:
    memory.check_case(CASE, *epoch(2), FIFTH)
    memory.check_case(CASE, *epoch(3), {TOLD: Head(9, b"9" * 32), ACCOUNT: Head(1, b"1" * 32)})


def test_a_case_she_has_never_seen_passes(memory: Memory) -> None:
    memory.check_case(OTHER_CASE, *epoch(1), {})

    assert memory.knows(CASE)
    assert not memory.knows(OTHER_CASE)


def test_an_older_epoch_is_refused(memory: Memory) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(1), FIFTH)


def test_another_epoch_of_the_same_number_is_refused(memory: Memory) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, 2, b"another", FIFTH)


def test_a_later_epoch_on_top_of_another_history_is_refused(memory: Memory) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(3), FIFTH, epochs={2: b"another"})


def test_a_later_epoch_on_top_of_the_remembered_one_passes(memory: Memory) -> None:
    memory.check_case(CASE, *epoch(3), FIFTH, epochs={1: b"first", **dict([epoch(2)])})


@pytest.mark.parametrize("heads", [{}, {TOLD: Head(4, b"4" * 32)}, {ACCOUNT: Head(9, b"9" * 32)}])
def test_a_shorter_chain_is_refused(memory: Memory, heads: dict[Compartment, Head]) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(2), heads)


def test_another_head_of_the_same_number_is_refused(memory: Memory) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(2), {TOLD: Head(5, b"x" * 32)})


@pytest.mark.parametrize("chain", [{5: b"x" * 32, 6: b"6" * 32}, {6: b"6" * 32}, {}])
def test_a_longer_chain_that_was_written_anew_is_refused(
    memory: Memory, chain: dict[int, bytes]
) -> None:
    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(2), {TOLD: Head(6, b"6" * 32)}, chains={TOLD: chain})


def test_a_longer_chain_that_goes_through_what_she_saw_passes(memory: Memory) -> None:
    chain = {5: b"5" * 32, 6: b"6" * 32}

    memory.check_case(CASE, *epoch(2), {TOLD: Head(6, b"6" * 32)}, chains={TOLD: chain})


def test_what_she_may_no_longer_read_is_judged_by_its_length_alone(memory: Memory) -> None:
    memory.check_case(CASE, *epoch(2), {TOLD: Head(6, b"6" * 32)}, chains={ACCOUNT: {}})


def test_how_far_she_verified_is_there_at_her_next_sign_in(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    memory.note_checked(CASE, FOURTH)
    remember(db, memory)

    recalled = recall(db, keys, SEEDS, CHAIR)

    assert recalled.checked(CASE) == FOURTH
    assert recalled.unchecked(CASE, [TOLD]) == 1
    assert recalled.unchecked(CASE, [ACCOUNT]) == 0
    assert recalled.checked(OTHER_CASE) == {}
    assert recalled.unchecked(OTHER_CASE, [TOLD]) == 0


def test_a_later_state_of_a_case_keeps_what_she_verified(memory: Memory) -> None:
    memory.note_checked(CASE, FOURTH)

    memory.note(CASE, *epoch(3), {TOLD: Head(9, b"9" * 32)})

    assert memory.checked(CASE) == FOURTH
    assert memory.unchecked(CASE, [TOLD]) == 5


def test_less_verified_is_not_noted_over_more(memory: Memory) -> None:
    memory.note_checked(CASE, FOURTH)

    memory.note_checked(CASE, {TOLD: Head(2, b"2" * 32)})

    assert memory.checked(CASE) == FOURTH


def test_another_verified_head_of_the_same_number_is_not_noted(memory: Memory) -> None:
    memory.note_checked(CASE, FOURTH)

    with pytest.raises(RolledBack):
        memory.note_checked(CASE, {TOLD: Head(4, b"x" * 32)})


def test_a_chain_that_leads_past_what_she_verified_is_refused(memory: Memory) -> None:
    memory.note_checked(CASE, FOURTH)
    chain = {4: b"x" * 32, 5: b"5" * 32}

    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(2), FIFTH, chains={TOLD: chain})


def test_an_older_state_is_never_noted_over_a_newer(memory: Memory) -> None:
    memory.note(CASE, *epoch(1), {TOLD: Head(3, b"3" * 32)})

    with pytest.raises(RolledBack):
        memory.check_case(CASE, *epoch(1), {TOLD: Head(3, b"3" * 32)})


def test_two_states_of_one_number_are_not_noted(memory: Memory) -> None:
    with pytest.raises(RolledBack):
        memory.note(CASE, 2, b"another", FIFTH)


def test_what_she_noted_is_there_at_her_next_sign_in(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    db.commit()

    recalled = recall(db, keys, SEEDS, CHAIR)

    recalled.check_case(CASE, *epoch(2), FIFTH)
    with pytest.raises(RolledBack):
        recalled.check_case(CASE, *epoch(1), FIFTH)


def test_without_anything_new_nothing_is_written(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    recalled = recall(db, keys, SEEDS, CHAIR)
    recalled.note(CASE, *epoch(2), FIFTH)

    remember(db, recalled)

    assert db.scalar(select(RingMemory.version)) == 1


def test_two_requests_of_hers_at_once_lose_nothing(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    one, other = recall(db, keys, SEEDS, CHAIR), recall(db, keys, SEEDS, CHAIR)
    one.note(CASE, *epoch(3), {TOLD: Head(5, b"5" * 32), ACCOUNT: Head(1, b"1" * 32)})
    other.note(CASE, *epoch(2), {TOLD: Head(7, b"7" * 32)})
    other.note(OTHER_CASE, *epoch(1), {})

    remember(db, one)
    remember(db, other)

    recalled = recall(db, keys, SEEDS, CHAIR)
    recalled.check_case(CASE, *epoch(3), {TOLD: Head(7, b"7" * 32), ACCOUNT: Head(1, b"1" * 32)})
    with pytest.raises(RolledBack):
        recalled.check_case(
            CASE, *epoch(3), {TOLD: Head(6, b"6" * 32), ACCOUNT: Head(1, b"1" * 32)}
        )
    assert recalled.knows(OTHER_CASE)
    assert db.scalar(select(RingMemory.version)) == 3


def test_her_first_two_requests_at_once_make_one_memory(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    other = recall(db, keys, SEEDS, CHAIR)
    other.note(OTHER_CASE, *epoch(1), {})

    remember(db, memory)
    remember(db, other)

    recalled = recall(db, keys, SEEDS, CHAIR)
    assert recalled.knows(CASE)
    assert recalled.knows(OTHER_CASE)


def test_two_requests_that_were_shown_different_cases_find_out(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    other = recall(db, keys, SEEDS, CHAIR)
    other.note(CASE, 2, b"another", FIFTH)
    remember(db, memory)

    with pytest.raises(RolledBack):
        remember(db, other)


def test_a_memory_put_back_while_she_is_signed_in_is_overwritten(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    old = db.execute(select(RingMemory.version, RingMemory.sealed)).one()
    memory.note(CASE, *epoch(3), FIFTH)
    remember(db, memory)
    db.execute(update(RingMemory).values(version=old.version, sealed=old.sealed))
    memory.note(CASE, *epoch(4), FIFTH)

    remember(db, memory)

    with pytest.raises(RolledBack):
        recall(db, keys, SEEDS, CHAIR).check_case(CASE, *epoch(3), FIFTH)


def test_an_old_memory_under_a_new_version_does_not_open(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    db.execute(update(RingMemory).values(version=2))

    with pytest.raises(SealBroken):
        recall(db, keys, SEEDS, CHAIR)


def test_an_old_memory_put_back_whole_is_believed(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    old = db.execute(select(RingMemory.version, RingMemory.sealed)).one()
    memory.note(CASE, *epoch(3), FIFTH)
    remember(db, memory)
    db.execute(update(RingMemory).values(version=old.version, sealed=old.sealed))

    recall(db, keys, SEEDS, CHAIR).check_case(CASE, *epoch(2), FIFTH)


def test_somebody_elses_memory_does_not_open(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)

    with pytest.raises(SealBroken):
        recall(db, keys, Seeds.generate(), CHAIR)


def test_a_memory_that_is_gone_is_missed_by_whoever_keeps_a_grant(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    remember(db, memory)
    db.add(Grant(ring=memory.ring, ring_version=1, form="kept", sealed=b"\1"))
    db.flush()
    db.execute(delete(RingMemory))

    with pytest.raises(RolledBack):
        recall(db, keys, SEEDS, CHAIR)


def test_somebody_whose_first_grant_is_on_its_way_begins_with_an_empty_memory(
    db: Session, keys: InstanceKeys
) -> None:
    db.add(Grant(ring=keys.ring_tag(CHAIR), ring_version=1, form="delivered", sealed=b"\1"))
    db.flush()

    assert not recall(db, keys, SEEDS, CHAIR).knows(CASE)


def test_new_seeds_carry_the_memory_over(db: Session, keys: InstanceKeys, memory: Memory) -> None:
    remember(db, memory)
    after = Seeds.generate()

    carry_over(db, keys, CHAIR, SEEDS, after)

    assert recall(db, keys, after, CHAIR).knows(CASE)
    with pytest.raises(SealBroken):
        recall(db, keys, SEEDS, CHAIR)


def test_a_destroyed_case_is_forgotten(db: Session, keys: InstanceKeys, memory: Memory) -> None:
    memory.forget(CASE)
    remember(db, memory)

    assert not recall(db, keys, SEEDS, CHAIR).knows(CASE)


def test_a_memory_of_eight_cases_is_as_long_as_one_of_none(db: Session, keys: InstanceKeys) -> None:
    memories = [Memory(keys, Seeds.generate(), UUID(int=each)) for each in range(2)]
    note_cases(memories[1], 8)
    memories[0].belong_to(SEEDS)

    remember(db, memories[0])
    remember(db, memories[1])

    assert {len(each) for each in db.scalars(select(RingMemory.sealed))} == {4096 + OVERHEAD}


def test_a_memory_prints_nothing_of_what_it_holds(memory: Memory) -> None:
    assert repr(memory) == "<Memory of 1 cases>"


def verifiers(*signers: LogSigner) -> list[LogVerifier]:
    return [each.verifier for each in signers or (LOG,)]


def sign_anew(db: Session) -> None:
    """What somebody with the log key does to make a changed tree look sound."""
    hashes = [
        leaf_hash(each) for each in db.scalars(select(Leaf.commitment).order_by(Leaf.position))
    ]
    for head in db.scalars(select(Checkpoint)):
        root = Frontier(hashes[: head.size]).root
        head.note = LOG.sign(SignedCheckpoint(LOG.name, head.size, root).text)
    db.flush()


def test_a_trail_that_only_grew_passes_at_every_sign_in(db: Session, memory: Memory) -> None:
    check_trail(memory, db, verifiers())
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    check_trail(memory, db, verifiers())
    close(db, LOG, THURSDAY)

    check_trail(memory, db, verifiers())

    assert memory.trail is not None
    assert memory.trail.signed.size == 6


def test_the_head_she_kept_is_there_at_her_next_sign_in(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    remember(db, memory)

    recalled = recall(db, keys, SEEDS, CHAIR)

    assert recalled.trail == memory.trail


def test_a_history_written_anew_with_the_log_key_is_found_at_sign_in(
    db: Session, memory: Memory
) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    db.execute(update(Leaf).where(Leaf.position == 1).values(commitment=b"x" * 32))
    sign_anew(db)
    close(db, LOG, THURSDAY)

    with pytest.raises(RolledBack):
        check_trail(memory, db, verifiers())


def test_a_rewritten_head_of_the_same_size_is_found(db: Session, memory: Memory) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    db.execute(update(Leaf).where(Leaf.position == 1).values(commitment=b"x" * 32))
    sign_anew(db)

    with pytest.raises(RolledBack):
        check_trail(memory, db, verifiers())


def test_a_trail_that_shrank_is_found(db: Session, memory: Memory) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    db.execute(delete(Checkpoint).where(Checkpoint.day == TUESDAY))
    db.execute(delete(Leaf).where(Leaf.position >= 3))

    with pytest.raises(RolledBack):
        check_trail(memory, db, verifiers())


def test_a_trail_that_is_gone_is_found(db: Session, memory: Memory) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    db.execute(delete(Checkpoint))

    with pytest.raises(RolledBack):
        check_trail(memory, db, verifiers())


def test_a_tree_that_is_not_the_signed_one_is_found_at_the_first_sign_in(
    db: Session, memory: Memory
) -> None:
    two_closed_days(db)
    db.execute(update(Leaf).where(Leaf.position == 1).values(commitment=b"x" * 32))

    with pytest.raises(RolledBack):
        check_trail(memory, db, verifiers())


@pytest.mark.parametrize("known", [[], [NEW_LOG.verifier]])
def test_a_head_that_no_known_key_signed_is_refused(
    db: Session, memory: Memory, known: list[LogVerifier]
) -> None:
    two_closed_days(db)

    with pytest.raises(RolledBack):
        check_trail(memory, db, known)


def test_a_new_log_key_does_not_unsettle_her(db: Session, memory: Memory) -> None:
    two_closed_days(db)
    check_trail(memory, db, verifiers())
    rotate(db, LOG, NEW_LOG, THURSDAY)
    close(db, NEW_LOG, FRIDAY)

    check_trail(memory, db, verifiers(LOG, NEW_LOG))

    assert memory.trail is not None
    assert memory.trail.signed.size == 6


def test_of_two_requests_at_once_the_later_head_is_kept(
    db: Session, keys: InstanceKeys, memory: Memory
) -> None:
    written(db, 2, MONDAY)
    close(db, LOG, TUESDAY)
    check_trail(memory, db, verifiers())
    written(db, 2, TUESDAY)
    close(db, LOG, WEDNESDAY)
    other = recall(db, keys, SEEDS, CHAIR)
    check_trail(other, db, verifiers())

    remember(db, other)
    remember(db, memory)

    assert recall(db, keys, SEEDS, CHAIR).trail == other.trail


def test_requests_at_once_on_connections_of_their_own_lose_nothing(
    database: Fresh, keys: InstanceKeys
) -> None:
    memories = [Memory(keys, SEEDS, CHAIR) for _ in range(2)]
    memories[0].note(CASE, *epoch(1), FIFTH)
    memories[1].note(OTHER_CASE, *epoch(1), FIFTH)

    with database.sessions() as first:
        remember(first, memories[0])
        first.commit()
    with database.sessions() as second:
        remember(second, memories[1])
        second.commit()

    with database.sessions(writing=False) as reading:
        recalled = recall(reading, keys, SEEDS, CHAIR)
    assert (recalled.knows(CASE), recalled.knows(OTHER_CASE)) == (True, True)
