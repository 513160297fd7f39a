"""Every page of the house is read from PostgreSQL, too, by each kind of people who work with it."""

import pytest

from tests.journeys.company import Company
from tests.journeys.doors import path_of, real_ids, rules
from tests.journeys.test_reading_changes_nothing import LEAVING, look

READERS = ("administrator", "analyst", "chair", "union", "officer", "by number")


@pytest.mark.parametrize("village", ["postgres"], indirect=True)
@pytest.mark.parametrize("who", READERS)
def test_no_page_breaks(company: Company, who: str) -> None:
    ids, client = real_ids(company, "hers"), company.clients[who]
    pages = [rule for rule, _said in rules(company.house, "GET") if rule.endpoint != LEAVING]

    answers = {
        path: look(client, path) for path in (path_of(company.house, rule, ids) for rule in pages)
    }

    assert [f"{path} {status}" for path, status in answers.items() if status >= 500] == []
    assert len(answers) > 100
    assert 200 in answers.values()
