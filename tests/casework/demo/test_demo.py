"""The demonstration: everybody in it can be tried, and nobody elsewhere can reach it."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import administered, bundle, login, trail_verdict
from auth.models import Account
from auth.rings import load_ring
from auth.trail import State
from casework import config as configuration
from casework import serving
from casework.app import create_app
from casework.case.covers import the_cover
from casework.case.owing import owing_under
from casework.case.timeline import timeline
from casework.cli import main
from casework.demo import door, filling, keeping
from casework.demo.keeping import PEOPLE_FILE, Demo, KeptPerson
from casework.demo.letter import WROTE
from casework.demo.people import PEOPLE
from casework.demo.stories import STORIES
from casework.instance.establishing import establish
from casework.models.case import Case
from casework.models.instance import Instance
from casework.models.number import Status
from casework.number import returning_number
from casework.parts import Parts
from crypto import number
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.sealing import give_ring
from tests.browsers import findings
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
from tests.demos import PORT, demonstrating, settled
from tests.visitors import Visitor

KEYS = [each.key for each in PEOPLE]


def _person(kept: Demo, key: str) -> KeptPerson:
    return {each.address.split("@")[0]: each for each in kept.people}[key]


def _ring(db: Session, parts: Parts, person: KeptPerson) -> KeyRing:
    account = db.scalars(select(Account).where(Account.person_id == person.person)).one()
    opened = bundle.open_by_passphrase(
        parts.keys, account.id, account.by_passphrase, person.passphrase
    )
    ring = load_ring(db, parts.keys, person.person, opened.the_seeds(), (), parts.admit)
    give_ring(db, ring)
    return ring


@pytest.mark.parametrize("key", KEYS)
def test_a_demo_person_signs_in_with_the_printed_passphrase_and_code(
    demo_parts: Parts, kept: Demo, key: str
) -> None:
    person, now = _person(kept, key), datetime.now(UTC)

    with demo_parts.sessions() as db:
        proof = login.sign_in(
            db,
            demo_parts.keys,
            CHEAP,
            person.address,
            person.passphrase,
            person.code(now),
            now,
        )

    assert proof is not None
    assert proof.person == person.person


@pytest.mark.parametrize("key", ["shirin", "karim", "maya", "imran"])
def test_a_newcomer_is_inside_at_one_press(newcomer: Visitor, kept: Demo, key: str) -> None:
    person = _person(kept, key)

    pressed = newcomer.post("/sign-in/demo", person=person.person.hex)

    assert pressed.status_code == 303
    assert person.name in newcomer.get("/me").text


def test_the_sign_in_page_offers_everybody_and_says_that_they_are_made_up(
    newcomer: Visitor, kept: Demo
) -> None:
    page = newcomer.get("/sign-in").text

    assert [each.name for each in kept.people if each.name not in page] == []
    assert "Demo: fictional people" in page
    assert "every person and case here is made up" in page


def test_a_demo_person_who_changed_her_passphrase_is_not_let_in(
    newcomer: Visitor, demo_parts: Parts, kept: Demo
) -> None:
    person = _person(kept, "shirin")
    with demo_parts.sessions() as db:
        account = db.scalars(select(Account).where(Account.person_id == person.person)).one()
        opened = bundle.open_by_passphrase(
            demo_parts.keys, account.id, account.by_passphrase, person.passphrase
        )
        account.by_passphrase = bundle.by_passphrase(
            demo_parts.keys, CHEAP, account.id, opened, "another one"
        )
        db.commit()

    pressed = newcomer.post("/sign-in/demo", person=person.person.hex)

    assert pressed.status_code == 403
    assert newcomer.get("/me").status_code != 200


def test_nobody_comes_in_as_somebody_who_is_not_in_the_demo(newcomer: Visitor) -> None:
    assert newcomer.post("/sign-in/demo", person=UUID(int=1).hex).status_code == 404


def test_on_a_real_instance_the_press_does_not_exist(visitor: Visitor) -> None:
    page = visitor.get("/sign-in").text

    assert visitor.post("/sign-in/demo", person=UUID(int=1).hex).status_code == 404
    assert "fictional" not in page
    assert "Demonstration" not in page


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_people_file_beside_a_real_database_lets_nobody_in(
    database: Fresh, config: configuration.Config, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / PEOPLE_FILE).write_bytes((filled / PEOPLE_FILE).read_bytes())
    with database.sessions() as db:
        establish(db, InstanceKeys(config.instance_secret), datetime.now(UTC).date())
        db.commit()

    assert door.find(config) is None


def test_a_demo_database_without_its_people_lets_nobody_in(demo_folder: Path) -> None:
    (demo_folder / PEOPLE_FILE).unlink()

    assert door.find(settled(demo_folder)) is None


def test_a_demo_under_a_public_name_does_not_start(demo_folder: Path) -> None:
    with pytest.raises(door.DemoExposed):
        create_app(replace(settled(demo_folder), origin="https://casework.example"))


def test_a_demo_behind_a_proxy_does_not_start(demo_folder: Path) -> None:
    with pytest.raises(door.DemoExposed):
        create_app(replace(settled(demo_folder), proxy_hops=1))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::"])
def test_a_demo_refuses_a_socket_that_others_can_reach(demo_app: Flask, host: str) -> None:
    with pytest.raises(door.DemoExposed):
        door.refuse_elsewhere(demo_app, [(host, PORT)])


def test_gunicorn_itself_stops_where_a_demo_could_be_reached(demo_folder: Path) -> None:
    environ = configuration.child_environment(filling.settings(demo_folder, PORT))

    ended = subprocess.run(
        serving.command("0.0.0.0", 0), env=environ, capture_output=True, text=True, timeout=60
    )

    assert ended.returncode != 0
    assert "DemoExposed" in ended.stderr


def test_somebody_on_another_machine_is_not_answered(newcomer: Visitor) -> None:
    there = newcomer.get("/", environ_base={"REMOTE_ADDR": "192.168.1.20"})

    assert there.status_code == 404


def test_a_newcomer_under_another_name_is_led_to_the_one_that_takes_forms(
    demo_app: Flask,
) -> None:
    led = demo_app.test_client().get("/sign-in", base_url="http://127.0.0.1")

    assert (led.status_code, led.location) == (302, "http://localhost/sign-in")


def test_about_a_dozen_cases_are_there_and_the_instance_says_that_it_is_a_demo(
    demo_parts: Parts,
) -> None:
    with demo_parts.sessions(writing=False) as db:
        assert db.scalar(select(func.count()).select_from(Case)) == len(STORIES) + len(WROTE)
        assert db.scalars(select(Instance.is_demo)).one()


@pytest.mark.parametrize("key", ["shirin", "nasrin", "farida", "sokha", "bounmy", "maya", "rina"])
def test_whoever_reads_finds_every_entry_whole(demo_parts: Parts, kept: Demo, key: str) -> None:
    with demo_parts.sessions(writing=False) as db:
        ring = _ring(db, demo_parts, _person(kept, key))
        register = demo_parts.register(db)
        broken = [timeline(db, case, register).broken for case in ring.cases]

    assert broken
    assert not any(broken)


def test_the_line_supervisor_on_the_committee_holds_no_key_at_all(
    demo_parts: Parts, kept: Demo
) -> None:
    with demo_parts.sessions(writing=False) as db:
        assert _ring(db, demo_parts, _person(kept, "karim")).cases == frozenset()
        assert _ring(db, demo_parts, _person(kept, "imran")).cases == frozenset()


def test_the_recused_member_left_something_owing(demo_parts: Parts, kept: Demo) -> None:
    with demo_parts.sessions() as db:
        hers = _ring(db, demo_parts, _person(kept, "sreymom")).cases
        (left,) = _ring(db, demo_parts, _person(kept, "sokha")).cases - hers
        owed = owing_under(lock(db, left), the_cover(db, left).text)

    assert Compartment.TOLD in owed


def test_the_printed_number_and_word_open_an_answer_that_waits(
    demo_parts: Parts, kept: Demo
) -> None:
    printed = kept.numbers[0]
    with demo_parts.sessions(writing=False) as db:
        salt = db.scalars(select(Instance.number_salt)).one()
        found = returning_number.find(
            db, number.stretch(printed.number, salt, CHEAP), demo_parts.keys
        )
        assert found is not None
        seeds = returning_number.open_seeds(found, printed.word, demo_parts.keys)

    assert found.facts.status is Status.ANSWER_WAITS
    assert seeds is not None


def test_the_trail_of_the_demo_is_closed_and_sound(demo_folder: Path) -> None:
    config = settled(demo_folder)
    with create_app(config).extensions["casework"].sessions(writing=False) as db:
        verdict = trail_verdict.verify(db, config.log_public_keys)

    assert verdict.is_sound
    assert verdict.leaves > 0


def test_what_no_demonstration_made_is_never_removed(demo_folder: Path) -> None:
    letters = demo_folder / "letters.txt"
    letters.write_text("mine")

    with pytest.raises(filling.NotAFolderOfOurs):
        filling.clear(demo_folder)

    assert (demo_folder / PEOPLE_FILE).exists()


def test_nobody_else_on_this_machine_can_read_the_passphrases(demo_folder: Path) -> None:
    private = [PEOPLE_FILE, filling.SECRET, filling.ROOT_KEY, filling.LOG_KEY]

    assert [(demo_folder / name).stat().st_mode & 0o077 for name in private] == [0, 0, 0, 0]


def test_a_second_run_serves_what_the_first_one_made_until_it_is_ended(
    demo_folder: Path, kept: Demo
) -> None:
    with demonstrating(demo_folder) as running:
        pass

    assert f"Ready: {running.url}" in running.printed
    assert [each.name for each in kept.people if each.passphrase not in running.printed] == []
    assert kept.numbers[0].word in running.printed
    assert running.process.returncode == 0


def test_the_administrator_finds_who_joined_and_who_vouched_for_her(
    demo_parts: Parts, kept: Demo
) -> None:
    with demo_parts.sessions(writing=False) as db:
        count = administered.count(db, demo_parts.keys)
        lines = administered.between(db, demo_parts.keys, 0, count)

    assert {each.name for each in kept.people} <= {each.named for each in lines}
    assert "people:certificate:confirmed" in {each.verb for each in lines}
    assert {each.state for each in lines} == {State.SOUND}


@pytest.mark.slow
def test_beginning_anew_makes_other_people_and_other_keys(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = filling.read_settings
    monkeypatch.setattr(filling, "read_settings", lambda *given: replace(reads(*given), cost=CHEAP))
    before = keeping.read(demo_folder)

    said = CliRunner().invoke(main, ["demo", "--reset", "--no-serve", f"--folder={demo_folder}"])

    after = keeping.read(demo_folder)
    assert said.exit_code == 0, said.output
    assert before is not None
    assert after is not None
    numbers = {each.number for each in before.numbers}
    assert numbers.isdisjoint(each.number for each in after.numbers)
    assert {each.person for each in after.people}.isdisjoint(each.person for each in before.people)
    assert after.people[0].passphrase in said.output


@pytest.mark.browser
def test_a_newcomer_with_a_phone_is_inside_at_two_presses(demo_folder: Path, page: Page) -> None:
    with demonstrating(demo_folder) as running:
        page.goto(running.url)
        page.get_by_role("link", name="Come in as one of them").click()
        page.get_by_role("button", name="Sign in as Shirin Akter").click()

        assert page.url == f"{running.url}/desk"
        assert page.get_by_text("Shirin Akter").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_everybody_can_use_the_page_that_offers_the_made_up_people(
    demo_folder: Path, page: Page
) -> None:
    with demonstrating(demo_folder) as running:
        page.goto(f"{running.url}/sign-in")

        assert findings(page) == []
