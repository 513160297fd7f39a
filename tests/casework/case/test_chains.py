"""What a reader has verified once is known by its hash: nothing before it can be exchanged."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.authors import Author
from casework.case.chains import Trust, bodies_of, checked_heads, links, the_trust
from casework.case.covers import change, taken, the_cover
from casework.case.timeline import timeline
from casework.models.entry import Entry, EntryBody, Kind, Said
from crypto.authorship import Head, sign_entry
from crypto.compartments import Compartment
from crypto.errors import RolledBack
from tests.casework.turning import turn
from tests.worlds import NOW, World

C = Compartment
FORGED = b"f" * 64


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A case with four notes in its inquiry, after the match entry of the beginning."""
    case = world.told(db, world.complaint())
    for number in range(4):
        handling.note(db, turn(db, world, "chair", case), f"Note {number}.")
    db.commit()
    world.as_(db, "member")
    return case


@pytest.fixture
def trust(db: Session, world: World, case: UUID) -> Trust:
    """Everybody certified, and her."""
    return the_trust(db, case, the_cover(db, case).text, world.register(db))


def inquiry(db: Session, case: UUID) -> list[EntryBody]:
    return bodies_of(db, case, [C.ACCOUNT])[0][C.ACCOUNT]


def with_forged_signature(body: EntryBody) -> EntryBody:
    return EntryBody(said=body.said, signed=msgspec.structs.replace(body.signed, signature=FORGED))


def with_other_words(body: EntryBody) -> EntryBody:
    """Other words under the same signature."""
    said = Said(kind=Kind.NOTE, at=NOW, text="Other words.")
    return EntryBody(said=msgspec.msgpack.encode(said), signed=body.signed)


def signed_anew(case: UUID, words: str, after: Head, author: Author) -> EntryBody:
    """What a holder signs in her own name, in a place that is taken."""
    said = msgspec.msgpack.encode(Said(kind=Kind.NOTE, at=NOW, text=words))
    signed = sign_entry(
        said,
        after,
        author.seeds,
        case=case,
        compartment=C.ACCOUNT,
        author=author.person,
        day=NOW.date(),
    )
    return EntryBody(said=said, signed=signed)


def written_anew(case: UUID, first: EntryBody, count: int, author: Author) -> list[EntryBody]:
    """Another history after the first entry, sound in itself and longer than the true one."""
    chain = [first]
    for each in range(count):
        after = chain[-1].signed.head(case, C.ACCOUNT)
        chain.append(signed_anew(case, f"Another note {each}.", after, author))
    return chain


def put_in_place_of(db: Session, case: UUID, bodies: list[EntryBody]) -> None:
    """Exchange a whole chain and the head on the cover, as only somebody with the keys can."""
    cover = taken(db, case)
    db.connection().execute(
        delete(Entry).where(Entry.case_id == case, Entry.compartment == C.ACCOUNT)
    )
    db.add_all(Entry(case_id=case, compartment=C.ACCOUNT, body=each) for each in bodies)
    head = bodies[-1].signed.head(case, C.ACCOUNT)
    change(db, cover, heads={**cover.text.heads, C.ACCOUNT: head})
    db.commit()


def test_everything_she_opens_is_checked_to_its_end(db: Session, world: World, case: UUID) -> None:
    found = checked_heads(db, case, world.register(db))

    heads = the_cover(db, case).text.heads
    assert found == {part: heads[part] for part in found}
    assert found[C.ACCOUNT].number == 5


def test_what_she_cannot_open_is_not_checked(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "union")

    assert C.TOLD not in checked_heads(db, case, world.register(db))


def test_a_signature_before_a_head_she_checked_is_not_asked_for_again(
    db: Session, case: UUID, trust: Trust
) -> None:
    *before, last = inquiry(db, case)
    chain = [*before, with_forged_signature(last)]
    checked = chain[-1].signed.head(case, C.ACCOUNT)

    assert all(each.is_verified for each in links(case, C.ACCOUNT, chain, trust, checked))


def test_a_signature_after_it_is(db: Session, case: UUID, trust: Trust) -> None:
    *before, last = inquiry(db, case)
    checked = before[-1].signed.head(case, C.ACCOUNT)

    found = links(case, C.ACCOUNT, [*before, with_forged_signature(last)], trust, checked)

    assert [each.is_verified for each in found] == [True, True, True, True, False]


def test_a_head_that_the_chain_does_not_lead_to_spares_no_signature(
    db: Session, case: UUID, trust: Trust
) -> None:
    *before, last = inquiry(db, case)
    checked = last.signed.head(case, C.ACCOUNT)

    found = links(case, C.ACCOUNT, [*before, with_forged_signature(last)], trust, checked)

    assert not found[-1].is_verified


def test_old_words_exchanged_under_a_head_she_checked_are_found(
    db: Session, case: UUID, trust: Trust
) -> None:
    first, second, *others = inquiry(db, case)
    checked = others[-1].signed.head(case, C.ACCOUNT)

    found = links(case, C.ACCOUNT, [first, with_other_words(second), *others], trust, checked)

    assert [each.is_verified for each in found] == [True, False, True, True, True]


def test_an_old_entry_put_beside_another_spares_no_signature(
    db: Session, case: UUID, trust: Trust
) -> None:
    first, second, *others = inquiry(db, case)
    beside = with_forged_signature(second)
    checked = others[-1].signed.head(case, C.ACCOUNT)

    found = links(case, C.ACCOUNT, [first, beside, second, *others], trust, checked)

    assert [each.is_verified for each in found] == [True, False, False, True, True, True]


def test_an_author_who_is_certified_no_more_by_anybody_is_no_author_under_a_head_either(
    db: Session, case: UUID, trust: Trust
) -> None:
    chain = inquiry(db, case)
    checked = chain[-1].signed.head(case, C.ACCOUNT)
    nobody = Trust(trust.register.__class__([], []), trust.survivor_keys)

    found = links(case, C.ACCOUNT, chain, nobody, checked)

    assert not any(each.is_verified for each in found[1:])


def test_a_history_written_anew_by_a_holder_is_refused(
    db: Session, world: World, case: UUID
) -> None:
    before = checked_heads(db, case, world.register(db))
    put_in_place_of(db, case, written_anew(case, inquiry(db, case)[0], 5, world.author("member")))

    with pytest.raises(RolledBack):
        checked_heads(db, case, world.register(db), before)


def test_without_a_head_to_hold_it_against_it_looks_like_any_other(
    db: Session, world: World, case: UUID
) -> None:
    put_in_place_of(db, case, written_anew(case, inquiry(db, case)[0], 5, world.author("member")))

    assert timeline(db, case, world.register(db)).broken == []


def test_a_chain_that_ends_before_what_she_checked_is_refused(
    db: Session, world: World, case: UUID
) -> None:
    before = checked_heads(db, case, world.register(db))
    put_in_place_of(db, case, inquiry(db, case)[:-1])

    with pytest.raises(RolledBack):
        checked_heads(db, case, world.register(db), before)


def test_a_gap_before_what_she_checked_spares_no_signature(
    db: Session, case: UUID, trust: Trust
) -> None:
    first, _second, *others = inquiry(db, case)
    checked = others[-1].signed.head(case, C.ACCOUNT)

    found = links(
        case, C.ACCOUNT, [first, with_forged_signature(others[0]), *others], trust, checked
    )

    assert [each.is_verified for each in found] == [True, False, False, True, True]


def test_nothing_after_an_entry_that_does_not_verify_counts_as_checked(
    db: Session, world: World, case: UUID
) -> None:
    first, second, third, *others = inquiry(db, case)
    put_in_place_of(db, case, [first, second, with_other_words(third), *others])

    found = checked_heads(db, case, world.register(db))

    assert found[C.ACCOUNT] == second.signed.head(case, C.ACCOUNT)
