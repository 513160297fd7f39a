"""What a role is called on a page."""

from flask_babel import gettext as _

from auth.models import Role


def role_title(role: Role) -> str:
    """One role in words."""
    titles: dict[Role, str] = {
        Role.CHAIR: _("Chair of the committee"),
        Role.MEMBER: _("Committee member"),
        Role.EXTERNAL_MEMBER: _("External member"),
        Role.UNION_REPRESENTATIVE: _("Union representative"),
        Role.REFERRAL_OFFICER: _("Referral officer"),
        Role.SUPERVISOR: _("Case supervisor"),
        Role.CHILD_PROTECTION_OFFICER: _("Child protection officer"),
        Role.ANALYST: _("Analyst"),
        Role.OFFICER: _("Certifying officer"),
        Role.RESOURCE_CENTRE_STAFF: _("Resource centre"),
        Role.PROVIDER_STAFF: _("Place that helps"),
        Role.ADMINISTRATOR: _("Administrator"),
    }
    return titles[role]
