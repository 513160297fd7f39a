"""Coaching, prevention and what assessors are shown, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.models.committee_book import Forum, Hazard

HAZARDS: Mapping[str, str] = {
    Hazard.LIGHT: _l("Light"),
    Hazard.TRANSPORT: _l("The way to work and back"),
    Hazard.STAIRWELL: _l("Stairs, stores, toilets: places out of sight"),
    Hazard.LINE: _l("How a line is led"),
    Hazard.TARGETS: _l("Targets and pressure"),
    Hazard.OTHER: _l("Something else"),
}
FORUMS: Mapping[str, str] = {
    Forum.PARTICIPATION: _l("The participation committee"),
    Forum.SAFETY: _l("The safety committee"),
    Forum.MANAGERS: _l("Managers and workers together"),
}
OVERSIGHT_WORDS: Mapping[str, object] = MappingProxyType({"hazards": HAZARDS, "forums": FORUMS})
