"""Every English string is found, with the files that say it."""

from casework.translating.scope import HERS, SAFETY, Scope, is_critical, owed
from casework.translating.sources import Said, said


def test_a_string_of_a_page_is_found_with_its_file() -> None:
    found = {each.id: each for each in said()}

    assert found["Stage: %(stage)s"].files == ("casework/words/cases.py",)


def test_every_pattern_of_what_a_worker_reads_matches_a_file_that_says_something() -> None:
    patterns = {*HERS, *SAFETY}

    idle = {one for one in patterns if not any(each.is_in((one,)) for each in said())}

    assert idle == set()


def test_a_language_of_her_pages_owes_no_string_of_the_committee_alone() -> None:
    hers = Said("Leave", ("templates/parts/leaving.html", "templates/layouts/staff.html"))
    theirs = Said("Quorum", ("casework/words/committee.py",))

    assert owed(Scope.HER, [hers, theirs]) == [hers]
    assert owed(Scope.ALL, [hers, theirs]) == [hers, theirs]
    assert is_critical(hers)
    assert not is_critical(theirs)
