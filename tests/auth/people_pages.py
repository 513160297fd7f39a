"""What tests read off the people pages: links, codes, six words, choices."""

import html
import re
from dataclasses import dataclass

import pyotp

from auth.inviting import Invited
from tests.visitors import TOKEN, Visitor

SECRET = re.compile(r'<p class="cw-secret__value"><bdi[^>]*>([^<]+)</bdi>')
SPELLED = re.compile(r'<bdi class="cw-spelled"[^>]*>([A-Z2-7 ]+)</bdi>')
PROGRESS = re.compile(r'name="progress" value="([^"]+)"')
GOOD = "kettle harvest ribbon tuesday lantern"
"""A passphrase nobody guesses."""


def secrets_on(page: str) -> list[str]:
    """Everything that a page shows to be copied by hand, in order."""
    return [html.unescape(each).strip() for each in SECRET.findall(page)]


def app_code(page: str) -> str:
    """What an authenticator app shows that was given the letters on this page."""
    found = SPELLED.search(page)
    assert found
    return pyotp.TOTP(found.group(1).replace(" ", "")).now()


def token_on(page: str) -> str:
    """The form token of this very page."""
    found = TOKEN.search(page)
    assert found
    return found.group(1)


@dataclass
class Newcomer:
    """Somebody with a link and a code, on her own browser."""

    visitor: Visitor
    invited: Invited
    page: str = ""

    @property
    def link(self) -> str:
        """Where her link leads."""
        return f"/a/{self.invited.token}"

    def send(self, step: str = "", **typed: str) -> int:
        """Send one of her pages; gives the status and keeps the page that came."""
        fields = {"code": self.invited.code, **typed}
        response = self.visitor.post(f"{self.link}{step}", **fields)
        self.page = response.text
        return response.status_code

    def choose(self, passphrase: str = GOOD, kind: str = "totp") -> int:
        """Choose a passphrase and a second factor."""
        return self.send("/passphrase", passphrase=passphrase, again=passphrase, kind=kind)

    def type_back(self) -> int:
        """Type a group of the recovery code and a code of the app back."""
        group = secrets_on(self.page)[0].split()[2]
        return self.send("/paper", group=group, factor_code=app_code(self.page))

    def activate(self) -> int:
        """All of it, to the last page."""
        self.send()
        self.choose()
        self.type_back()
        return self.send("/about", names="Puppet Person", kin="Abdul Karim")
