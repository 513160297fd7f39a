"""Browsers at addresses of their own, where nobody has tried anything yet."""

from ipaddress import IPv6Address
from secrets import randbits

from flask import Flask
from flask.testing import FlaskClient


def newcomer(house: Flask) -> FlaskClient:
    """Somebody's browser, with no cookie and an address nobody else has."""
    client = house.test_client()
    client.environ_base["REMOTE_ADDR"] = str(IPv6Address(randbits(128)))
    return client
