"""A feed is fetched from the open internet, page by page, and never from an inner network."""

import json
import socket
from collections.abc import Iterable

import pytest

from referrals.importing.feed import FeedFailed, Fetcher, fetched, is_everybodys


class FakeFetcher(Fetcher):
    """Answers from a dictionary of pages."""

    def __init__(self, pages: dict[str, object]) -> None:
        super().__init__()
        self.pages = pages

    def page(self, url: str) -> bytes:
        """The page whose name stands in the address."""
        found = next((each for name, each in self.pages.items() if name in url), None)
        return json.dumps(found).encode()


def nothing(_count: int) -> None:
    """Nobody watches."""


def inner(_host: str, _port: int) -> Iterable[str]:
    """A name that leads into an inner network, among others."""
    return ["1.1.1.1", "10.0.0.7"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:a00:1::",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "::127.0.0.1",
        "::ffff:0:10.0.0.1",
        "fec0::1",
    ],
)
def test_an_inner_address_is_nobodys(address: str) -> None:
    assert not is_everybodys(address)


def test_an_address_of_the_internet_is_everybodys() -> None:
    assert is_everybodys("1.1.1.1")
    assert is_everybodys("2606:4700:4700::1111")


def test_a_name_that_also_leads_inside_is_not_followed() -> None:
    with pytest.raises(FeedFailed, match="inner network"):
        Fetcher(inner).page("https://feed.example/services")


@pytest.mark.parametrize("url", ["http://feed.example", "https://a:b@feed.example", "https:///x"])
def test_only_an_address_over_tls_is_fetched(url: str) -> None:
    with pytest.raises(FeedFailed, match="https"):
        Fetcher(inner).page(url)


def test_every_page_is_fetched_and_each_service_whole() -> None:
    pages: dict[str, object] = {
        "services/2": {"id": "2", "phones": [{"number": "109"}]},
        "page=1&": {"contents": [{"id": "1", "phones": []}], "last_page": False},
        "page=2&": {"contents": [{"id": "2"}], "last_page": True},
    }

    fed = fetched(FakeFetcher(pages), "https://feed.example/", nothing)
    found = [json.loads(each) for each in fed]

    assert [each["id"] for each in found] == ["1", "2"]
    assert found[1]["phones"] == [{"number": "109"}]


@pytest.mark.parametrize("page", [[], {"items": []}, {"contents": [7]}, None])
def test_what_is_no_feed_is_said(page: object) -> None:
    with pytest.raises(FeedFailed):
        list(fetched(FakeFetcher({"services": page}), "https://feed.example/services", nothing))


def test_a_server_that_never_answers_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referrals.importing.feed.SECONDS", None)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        fetcher = Fetcher(lambda *_: ["127.0.0.1"], is_open_to=lambda _: True, seconds=0.2)

        with pytest.raises(FeedFailed, match="too long"):
            fetcher.page(f"https://feed.example:{port}/services")


def test_no_page_is_asked_for_when_the_time_is_over() -> None:
    with pytest.raises(FeedFailed, match="too long"):
        Fetcher(inner, seconds=-1).page("https://feed.example/services")
