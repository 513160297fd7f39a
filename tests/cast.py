"""The people every test speaks of, each in one sentence."""

from dataclasses import dataclass

from auth.models import OrganizationKind, Role


@dataclass(frozen=True)
class Body:
    """An organisation of the cast."""

    key: str
    kind: OrganizationKind
    name: str


@dataclass(frozen=True)
class Character:
    """A person of the cast: where she is, as what, and what she is known for."""

    key: str
    name: str
    body: str
    role: Role
    post: str
    is_woman: bool | None = None
    is_receiver: bool = False
    is_certified: bool = True


BODIES = (
    Body("factory", OrganizationKind.FACTORY, "Rupali Knitwear"),
    Body("other_factory", OrganizationKind.FACTORY, "Mekong Stitch"),
    Body("union", OrganizationKind.UNION, "Garment Workers Federation"),
    Body("programme", OrganizationKind.PROGRAMME, "CARE programme"),
    Body("resource_centre", OrganizationKind.RESOURCE_CENTRE, "Women's resource centre"),
    Body("provider", OrganizationKind.PROVIDER, "Shanti clinic"),
)

CAST = (
    # The chair reads first, together with Nasrin.
    Character("chair", "Shirin Akter", "factory", Role.CHAIR, "welfare officer", True, True),
    # The member is the second receiver.
    Character("member", "Nasrin Begum", "factory", Role.MEMBER, "operator, line 7", True, True),
    # The respondent sits on the committee and is a line supervisor.
    Character("respondent", "Abdul Karim", "factory", Role.MEMBER, "supervisor, line 3", False),
    # The conflicted member is the respondent's brother-in-law.
    Character("conflicted", "Rafiq Islam", "factory", Role.MEMBER, "mechanic, line 3", False),
    # The external member comes from a women's organisation outside the factory.
    Character("external", "Farida Rahman", "factory", Role.EXTERNAL_MEMBER, "lawyer", True),
    # The union representative follows outcomes.
    Character("union", "Salma Khatun", "union", Role.UNION_REPRESENTATIVE, "organiser", True),
    # The referral officer finds help outside.
    Character("officer", "Lina Das", "programme", Role.REFERRAL_OFFICER, "referral officer", True),
    # The supervisor supports committees for CARE.
    Character("supervisor", "Maya Sen", "programme", Role.SUPERVISOR, "case supervisor", True),
    # Two child-protection officers take what somebody under 18 tells.
    Character(
        "child_one", "Rina Paul", "programme", Role.CHILD_PROTECTION_OFFICER, "child protection"
    ),
    Character(
        "child_two", "Anu Roy", "programme", Role.CHILD_PROTECTION_OFFICER, "child protection"
    ),
    # The adviser of the resource centre writes down what women tell her there.
    Character(
        "adviser", "Mina Kabir", "resource_centre", Role.RESOURCE_CENTRE_STAFF, "adviser", True
    ),
    # The provider is a nurse of a clinic: she sees what is sent to her there, and nothing else.
    Character("provider", "Nila Saha", "provider", Role.PROVIDER_STAFF, "nurse", True),
    # The analyst looks at numbers.
    Character("analyst", "Tania Haque", "programme", Role.ANALYST, "analyst"),
    # The administrator keeps the accounts.
    Character("administrator", "Imran Ali", "programme", Role.ADMINISTRATOR, "administrator"),
    # The puppet is a member the administrator invented; nobody has confirmed her.
    Character(
        "puppet", "Puppet Person", "factory", Role.MEMBER, "clerk", True, True, is_certified=False
    ),
    # The stranger is a member of another factory's committee.
    Character("stranger", "Sokha Chan", "other_factory", Role.CHAIR, "packer", True, True),
)
