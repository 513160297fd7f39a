"""The acts on the trail of administration, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from auth.trail_rows import ActorKind

ACTS: Mapping[str, str] = {
    "people:organization:added": _l("added an organisation"),
    "people:arrangement:changed": _l("changed what an organisation says of itself"),
    "people:coverage:begun": _l("let a body cover a factory"),
    "people:coverage:ended": _l("ended that a body covers a factory"),
    "people:membership:begun": _l("gave somebody a post"),
    "people:membership:changed": _l("changed a post"),
    "people:membership:ended": _l("ended a post"),
    "people:absence:begun": _l("wrote down that somebody is away"),
    "people:absence:ended": _l("wrote down that somebody is back"),
    "people:person:invited": _l("invited somebody"),
    "people:account:activated": _l("opened the invitation"),
    "people:account:frozen": _l("kept somebody out"),
    "people:account:thawed": _l("let somebody in again"),
    "people:about:confirmed": _l("confirmed what keeps complaints about oneself away"),
    "people:certificate:proposed": _l("asked for a new certificate"),
    "people:certificate:confirmed": _l("confirmed somebody's keys"),
    "people:certificate:completed": _l("confirmed somebody's keys, who is certified since"),
    "people:certificate:own": _l("tried to confirm her own keys"),
    "people:certificate:same_body": _l("tried to confirm keys of her own organisation"),
    "people:certificate:uncertified": _l("tried to confirm keys without being certified"),
    "people:certificate:administrator": _l("tried to confirm keys as an administrator"),
    "people:certificate:outside": _l("tried to confirm keys as somebody of a place that helps"),
    "people:certificate:already": _l("tried to confirm keys that her organisation had confirmed"),
    "people:certificate:too_late": _l("tried to confirm keys older than her own certificate"),
    "people:certificate:other_words": _l("heard other words than those of the keys"),
    "matching:names:compare": _l("compared names of cases"),
    "matching:key:make": _l("made a new key to compare names"),
    "matching:key:ask": _l("asked for a new key to compare names"),
    "matching:key:hand_on": _l("handed the key to compare names to others"),
    "measures:key:make": _l("made a new key of measurement"),
    "measures:key:say_lost": _l("said that nobody has a key of measurement any more"),
    "measures:key:confirm_lost": _l("confirmed that a key of measurement is lost"),
    "measures:key:hand_on": _l("handed the keys of measurement to others"),
    "measures:quarter:publish": _l("published a quarter of measures"),
    "measures:tables:hand_on": _l("handed past quarters to those who came since"),
    "measures:group:name": _l("named a group of factories to compare"),
    "measures:group:dissolve": _l("dissolved a group of factories to compare"),
    "measures:report:make": _l("made a report that a law asks for, in exact counts"),
    "measures:facts:keep": _l("opened facts and kept them"),
    "committee:coaching:written": _l("wrote to a committee she supports"),
    "committee:coaching:answered": _l("answered whoever supports the committee"),
    "committee:audit:printed": _l("printed what assessors are shown of a committee"),
    "partners:session:entered": _l("entered a session of a partner"),
    "partners:session:counted": _l("wrote down how many came to a session"),
    "partners:session:changed": _l("changed what a session is, when or where"),
    "partners:session:struck": _l("took a session out"),
    "partners:meeting:entered": _l("entered a meeting of partners"),
    "partners:meeting:changed": _l("changed the notes of a meeting of partners"),
    "partners:commitment:struck": _l("took out what a partner was to do"),
    "partners:commitment:entered": _l("entered what a partner took on"),
    "partners:commitment:kept": _l("wrote down that a partner kept what it took on"),
    "partners:point:entered": _l("entered a savings group or a resource centre"),
    "partners:point:closed": _l("closed a savings group or a resource centre"),
    "partners:contact:entered": _l("entered whom to ask for at a partner"),
    "partners:contact:changed": _l("changed whom to ask for at a partner"),
    "partners:contact:struck": _l("took out whom to ask for at a partner"),
    "directory:service:added": _l("added a place that helps"),
    "directory:service:changed": _l("changed what the directory says of a place"),
    "directory:service:confirmed": _l("confirmed what the directory says of a place"),
    "directory:service:called": _l("called a place in vain"),
    "directory:service:other": _l("heard by telephone that something of a place changed"),
    "directory:service:gone": _l("wrote down that a place is gone"),
    "directory:service:doubted": _l("took back that a place was confirmed"),
    "directory:place:added": _l("added the address of a place that helps"),
    "directory:place:changed": _l("changed the address of a place that helps"),
    "directory:place:removed": _l("took out the address of a place that helps"),
    "directory:body:linked": _l("changed to which factories a place that helps belongs"),
    "directory:country:begun": _l("took in the areas and national numbers of a country"),
    "directory:area:added": _l("added an area"),
    "directory:area:changed": _l("changed an area"),
    "directory:area:removed": _l("took an area out"),
    "account:passphrase:changed": _l("changed the passphrase"),
    "account:factor:changed": _l("changed the second factor"),
    "account:recovery_code:changed": _l("took a new recovery code"),
    "account:keys:changed": _l("made new keys"),
    "account:access:recovered": _l("came back with the recovery code"),
    "account:memory:rolled_back": _l("was shown an older state than remembered, and not let in"),
    "administration:account:freeze": _l("kept somebody out"),
    "administration:account:thaw": _l("let somebody in again"),
    "administration:account:sign_out": _l("ended somebody's sessions"),
    "administration:page:refused": _l("asked for a page that is not hers"),
    "administration:secret:rotated": _l("put a new instance secret in force"),
    "administration:case:shred": _l("destroyed what was kept past its month"),
    "case:state:rolled_back": _l("was shown an older state of a case than remembered"),
    "keys:grant:refused": _l("was sent keys that were refused"),
    "keys:recipient:refused": _l("was in a post without certified keys, and was given none"),
}


def administration_words(verb: str) -> str:
    """What somebody did; a verb that has no words stands for itself."""
    return str(ACTS.get(verb, verb))


def nobody_words(kind: ActorKind | None) -> str:
    """Who did something that no person here did."""
    words: dict[ActorKind, str] = {
        ActorKind.OPERATOR: _("A command on the server"),
        ActorKind.TIMER: _("A timer"),
    }
    return words[kind] if kind in words else _("Somebody")
