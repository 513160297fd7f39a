"""Every response header that protects whoever reads a page, in one table."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Response, request

# No inline script or style, nothing from elsewhere, no frame around us. Files are downloads, but
# for the copies that are shown to two people and saved nowhere: pictures, sound and films of our
# own making. Trusted Types shut the DOM's own doors.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
# What somebody attached to a complaint may be a page with scripts: it runs nowhere, in no window.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)

EVERYWHERE: Mapping[str, str] = MappingProxyType(
    {
        # Under no-referrer a browser sends no Referer over HTTPS, and the check of a form's origin
        # would refuse every form; nobody else learns an address of ours either way.
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Origin-Agent-Cluster": "?1",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
        "X-Content-Type-Options": "nosniff",
        "X-DNS-Prefetch-Control": "off",
        "X-Frame-Options": "DENY",
        "X-Permitted-Cross-Domain-Policies": "none",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }
)

ONE_TIME = "/o/"
"""One-time links: what their pages fetch names our origin, never the address it was asked from."""

# no-store also makes Back ask the server, which after leaving shows the neutral first page;
# no-transform keeps a carrier's proxy from rewriting what it can see over plain HTTP.
NEVER_KEPT = "no-store, no-transform"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
ONLY_HTTPS = "max-age=31536000"

_HASHED_NAME = re.compile(r"\.[0-9a-f]{10}\.[a-z]+$")


def protect(*, https: bool) -> Callable[[Response], Response]:
    """Give the function for `Flask.after_request` that puts the table on every response.

    https: whether the operator's own origin (CASEWORK_ORIGIN) is https; the request is not asked,
    because a proxy in front speaks plain HTTP to us.
    """

    def put(response: Response) -> Response:
        response.headers.update(EVERYWHERE)
        if request.path.startswith(ONE_TIME):
            response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["Content-Security-Policy"] = _policy(response)
        response.headers["Cache-Control"] = _keeping(response)
        if https:
            response.headers["Strict-Transport-Security"] = ONLY_HTTPS
        return response

    return put


def _policy(response: Response) -> str:
    attached = response.headers.get("Content-Disposition", "").startswith("attachment")
    return FILE_POLICY if attached else PAGE_POLICY


def _keeping(response: Response) -> str:
    built = request.endpoint == "static" and _HASHED_NAME.search(request.path)
    return KEPT_FOR_GOOD if built and response.status_code in {200, 206, 304} else NEVER_KEPT
