"""The first tables."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UNLOGGED = ("live_session", "attempt")
"""Tables whose rows are worth nothing after a crash, and must reach no write-ahead log."""


def upgrade() -> None:
    """Make every table."""
    _attempt()
    _checkpoint()
    _code_tag()
    _draft()
    _draft_file()
    _former_trail_key()
    _grant()
    _inbox_text()
    _instance()
    _leaf()
    _live_session()
    _organization()
    _person()
    _refusals()
    _return_number()
    _counterfoil()
    _factory_rules()
    _committee_register()
    _committee_book()
    _reminder()
    _notice()
    _ring_memory()
    _trail_entry()
    _account()
    _arrangement()
    _case()
    _coverage()
    _membership()
    _absence()
    _certificate()
    _generation()
    _invitation()
    _attachment()
    _cover()
    _entry()
    _epoch()
    _search_text()
    _course()
    _pack_version()
    _shredding()
    _matching()
    _measuring()
    _measured()
    _reported()
    _tally()
    _directory()
    _sending()
    _answer_times()
    _importing()
    _partners()
    if op.get_bind().dialect.name == "postgresql":
        for table in UNLOGGED:
            op.execute(f"ALTER TABLE {table} SET UNLOGGED")


def downgrade() -> None:
    """Drop every table, those that are referred to last."""
    for table in TABLES:
        op.drop_table(table)


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("until_second", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("key", name=op.f("uq_attempt_key")),
        sqlite_with_rowid=False,
    )


def _checkpoint() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoint")),
        sa.UniqueConstraint("day", name=op.f("uq_checkpoint_day")),
    )


def _code_tag() -> None:
    op.create_table(
        "code_tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_tag")),
        sa.UniqueConstraint("tag", name=op.f("uq_code_tag_tag")),
        sqlite_with_rowid=False,
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("id_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("id_digest", name=op.f("uq_draft_id_digest")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_draft_slot"), "draft", ["slot"], unique=False)


def _draft_file() -> None:
    op.create_table(
        "draft_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("object_name", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
        sa.UniqueConstraint("object_name", name=op.f("uq_draft_file_object_name")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_draft_file_slot"), "draft_file", ["slot"], unique=False)


def _former_trail_key() -> None:
    op.create_table(
        "former_trail_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_trail_key")),
        sqlite_with_rowid=False,
    )


def _grant() -> None:
    op.create_table(
        "grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ring", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ring_version", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=9), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("form IN ('delivered', 'kept')", name=op.f("ck_grant_form")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_grant_ring"), "grant", ["ring"], unique=False)


def _inbox_text() -> None:
    op.create_table(
        "inbox_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_text")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_inbox_text_case_id"), "inbox_text", ["case_id"], unique=False)


def _instance() -> None:
    op.create_table(
        "instance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number_salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("code_key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )


def _leaf() -> None:
    op.create_table(
        "leaf",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_leaf_position")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaf")),
        sa.UniqueConstraint("position", name=op.f("uq_leaf_position")),
    )


def _live_session() -> None:
    op.create_table(
        "live_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("id_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("holder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("holder_version", sa.Integer(), nullable=False),
        sa.Column("share", sa.LargeBinary(length=32), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_session")),
        sa.UniqueConstraint("id_digest", name=op.f("uq_live_session_id_digest")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_live_session_holder"), "live_session", ["holder"], unique=False)
    op.create_index(op.f("ix_live_session_slot"), "live_session", ["slot"], unique=False)


def _organization() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "factory",
                "union",
                "programme",
                "provider",
                "authority",
                "association",
                "brand",
                "network",
                "resource_centre",
                "donor",
                name="organizationkind",
                native_enum=False,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("match_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("match_confirmed_on", sa.Date(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def _refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
        sa.UniqueConstraint("day", "reason", name=op.f("uq_refusals_day_reason")),
    )


def _return_number() -> None:
    op.create_table(
        "return_number",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=64), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seeds_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_number")),
        sa.UniqueConstraint("lookup", name=op.f("uq_return_number_lookup")),
        sqlite_with_rowid=False,
    )


def _counterfoil() -> None:
    op.create_table(
        "counterfoil",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ring", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ring_version", sa.Integer(), nullable=False),
        sa.Column("mine_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterfoil")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_counterfoil_ring"), "counterfoil", ["ring"], unique=False)


def _factory_rules() -> None:
    op.create_table(
        "factory_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id"],
            ["organization.id"],
            name=op.f("fk_factory_rules_factory_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factory_rules")),
        sa.UniqueConstraint("factory_id", name=op.f("uq_factory_rules_factory_id")),
    )


def _committee_register() -> None:
    op.create_table(
        "committee_register",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id"],
            ["organization.id"],
            name=op.f("fk_committee_register_factory_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_register")),
        sa.UniqueConstraint("factory_id", name=op.f("uq_committee_register_factory_id")),
    )


def _committee_book() -> None:
    op.create_table(
        "committee_book",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id"],
            ["organization.id"],
            name=op.f("fk_committee_book_factory_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_book")),
        sa.UniqueConstraint("factory_id", name=op.f("uq_committee_book_factory_id")),
    )


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.LargeBinary(length=32), nullable=False),
        sa.Column("recipient_version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_at_once", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_reminder_day"), "reminder", ["day"], unique=False)


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.LargeBinary(length=32), nullable=False),
        sa.Column("recipient_version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("recipient", "day", name=op.f("uq_notice_recipient_day")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_notice_day"), "notice", ["day"], unique=False)


def _ring_memory() -> None:
    op.create_table(
        "ring_memory",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ring", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ring_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ring_memory")),
        sa.UniqueConstraint("ring", name=op.f("uq_ring_memory_ring")),
        sqlite_with_rowid=False,
    )


def _trail_entry() -> None:
    op.create_table(
        "trail_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.LargeBinary(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_entry")),
        sa.UniqueConstraint("tag", name=op.f("uq_trail_entry_tag")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_trail_entry_day"), "trail_entry", ["day"], unique=False)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("by_passphrase", sa.LargeBinary(), nullable=False),
        sa.Column("by_recovery_code", sa.LargeBinary(), nullable=False),
        sa.Column("last_step_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_frozen", sa.Boolean(), nullable=False),
        sa.Column("colleagues_seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("address", name=op.f("uq_account_address")),
        sa.UniqueConstraint("person_id", name=op.f("uq_account_person_id")),
    )


def _arrangement() -> None:
    op.create_table(
        "arrangement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("reading_hours", sa.String(length=300), nullable=False),
        sa.Column("closed_days", sa.String(length=300), nullable=False),
        sa.Column("must_tell", sa.String(length=2000), nullable=False),
        sa.Column("poster_code", sa.String(length=12), nullable=False),
        sa.Column("names_published", sa.Boolean(), nullable=False),
        sa.Column("stop_by_phone", sa.String(length=100), nullable=False),
        sa.Column("notices_daily", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_arrangement_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement")),
        sa.UniqueConstraint("organization_id", name=op.f("uq_arrangement_organization_id")),
    )


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=True),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("destroy_after", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(factory_id IS NULL) <> (programme_id IS NULL)",
            name=op.f("ck_case_factory_or_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["factory_id"], ["organization.id"], name=op.f("fk_case_factory_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["organization.id"], name=op.f("fk_case_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_case_factory_id"), "case", ["factory_id"], unique=False)
    op.create_index(op.f("ix_case_programme_id"), "case", ["programme_id"], unique=False)


def _coverage() -> None:
    op.create_table(
        "coverage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id"], ["organization.id"], name=op.f("fk_coverage_factory_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_coverage_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint(
            "organization_id", "factory_id", name=op.f("uq_coverage_organization_id_factory_id")
        ),
    )
    op.create_index(op.f("ix_coverage_factory_id"), "coverage", ["factory_id"], unique=False)


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "member",
                "external_member",
                "union_representative",
                "referral_officer",
                "supervisor",
                "child_protection_officer",
                "analyst",
                "officer",
                "resource_centre_staff",
                "provider_staff",
                "administrator",
                name="role",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("is_woman", sa.Boolean(), nullable=True),
        sa.Column("is_receiver", sa.Boolean(), nullable=False),
        sa.Column("has_management_post", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_membership_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(
        op.f("ix_membership_organization_id"), "membership", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("substitute_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_absence_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["membership.id"], name=op.f("fk_absence_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("membership_id", name=op.f("uq_absence_membership_id")),
    )
    op.create_index(op.f("ix_absence_substitute_id"), "absence", ["substitute_id"], unique=False)


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_certificate_membership_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index(
        op.f("ix_certificate_membership_id"), "certificate", ["membership_id"], unique=False
    )
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)


def _generation() -> None:
    op.create_table(
        "generation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_generation_counts_from_one")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_generation_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation")),
        sa.UniqueConstraint(
            "case_id",
            "compartment",
            "number",
            name=op.f("uq_generation_case_id_compartment_number"),
        ),
        sqlite_with_rowid=False,
    )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("confirmer_id", sa.Uuid(), nullable=True),
        sa.Column("code_box", sa.LargeBinary(), nullable=True),
        sa.Column("progress_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmer_id"], ["person.id"], name=op.f("fk_invitation_confirmer_id")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_invitation_membership_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitation_token_digest")),
    )
    op.create_index(
        op.f("ix_invitation_confirmer_id"), "invitation", ["confirmer_id"], unique=False
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"], unique=False)


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("object_name", sa.String(length=64), nullable=False),
        sa.Column("meta_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_attachment_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("object_name", name=op.f("uq_attachment_object_name")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)


def _cover() -> None:
    op.create_table(
        "cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_cover_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
        sa.UniqueConstraint("case_id", name=op.f("uq_cover_case_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_cover_case_id"), "cover", ["case_id"], unique=False)


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_entry_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_case_id"), "entry", ["case_id"], unique=False)


def _epoch() -> None:
    op.create_table(
        "epoch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("record_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_epoch_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epoch")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_epoch_case_id_number")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_epoch_case_id"), "epoch", ["case_id"], unique=False)


def _search_text() -> None:
    op.create_table(
        "search_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("folded_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_search_text_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint(
            "case_id", "compartment", name=op.f("uq_search_text_case_id_compartment")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_text_case_id"), "search_text", ["case_id"], unique=False)


def _course() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_course_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("case_id", name=op.f("uq_course_case_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_course_case_id"), "course", ["case_id"], unique=False)


def _pack_version() -> None:
    op.create_table(
        "pack_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_version")),
        sa.UniqueConstraint("version", name=op.f("uq_pack_version_version")),
        sqlite_with_rowid=False,
    )


def _shredding() -> None:
    op.create_table(
        "shred_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("after", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shred_order")),
        sa.UniqueConstraint("case_id", name=op.f("uq_shred_order_case_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shred_order_after"), "shred_order", ["after"], unique=False)
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstone")),
        sqlite_with_rowid=False,
    )


def _matching() -> None:
    op.create_table(
        "match_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["organization.id"],
            name=op.f("fk_match_key_programme_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_key")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_match_key_programme_id")),
    )
    op.create_table(
        "match_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_key_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_to", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_key_id"], ["match_key.id"], name=op.f("fk_match_share_match_key_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_match_share_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_share")),
        sa.UniqueConstraint(
            "match_key_id", "person_id", name=op.f("uq_match_share_match_key_id_person_id")
        ),
    )
    op.create_index(op.f("ix_match_share_person_id"), "match_share", ["person_id"], unique=False)
    op.create_table(
        "match_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_key_id", sa.Uuid(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        sa.Column("kept_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["match_key_id"], ["match_key.id"], name=op.f("fk_match_name_match_key_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_name")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_match_name_match_key_id"), "match_name", ["match_key_id"], unique=False
    )
    _match_rows()


def _match_rows() -> None:
    op.create_table(
        "match_index",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["name_id"], ["match_name.id"], name=op.f("fk_match_index_name_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_index")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_match_index_name_id"), "match_index", ["name_id"], unique=False)
    op.create_index(op.f("ix_match_index_mark"), "match_index", ["mark"], unique=False)
    op.create_table(
        "match_hit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["match_name.id"], name=op.f("fk_match_hit_name_id")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["match_name.id"], name=op.f("fk_match_hit_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_hit")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_match_hit_name_id"), "match_hit", ["name_id"], unique=False)
    op.create_index(op.f("ix_match_hit_other_id"), "match_hit", ["other_id"], unique=False)


def _measuring() -> None:
    """Keys of measurement, and facts: waiting for the day's close, delivered, kept."""
    op.create_table(
        "measurement_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["organization.id"], name=op.f("fk_measurement_key_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_key")),
        sa.UniqueConstraint(
            "programme_id",
            "year",
            "number",
            name=op.f("uq_measurement_key_programme_id_year_number"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measurement_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measurement_key_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_to", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_key_id"],
            ["measurement_key.id"],
            name=op.f("fk_measurement_share_measurement_key_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_measurement_share_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_share")),
        sa.UniqueConstraint(
            "measurement_key_id",
            "person_id",
            name=op.f("uq_measurement_share_measurement_key_id_person_id"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_measurement_share_person_id"), "measurement_share", ["person_id"], unique=False
    )
    _facts("fact_outbox", sa.Column("day", sa.Date(), nullable=False), "box")
    op.create_index(op.f("ix_fact_outbox_day"), "fact_outbox", ["day"], unique=False)
    for table, holds in (("fact", "box"), ("fact_pack", "sealed")):
        _facts(table, None, holds)
        name = op.f(f"ix_{table}_measurement_key_id")
        op.create_index(name, table, ["measurement_key_id"], unique=False)


def _measured() -> None:
    """Tables of a quarter: sealed for partners, clear for everybody."""
    op.create_table(
        "measured_tables",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["organization.id"],
            name=op.f("fk_measured_tables_programme_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["organization.id"], name=op.f("fk_measured_tables_place_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measured_tables")),
        sa.UniqueConstraint(
            "programme_id",
            "place_id",
            "year",
            "number",
            name=op.f("uq_measured_tables_programme_id_place_id_year_number"),
        ),
    )
    op.create_index(op.f("ix_measured_tables_place_id"), "measured_tables", ["place_id"])
    op.create_table(
        "measured_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tables_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_to", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tables_id"], ["measured_tables.id"], name=op.f("fk_measured_share_tables_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_measured_share_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measured_share")),
        sa.UniqueConstraint(
            "tables_id", "person_id", name=op.f("uq_measured_share_tables_id_person_id")
        ),
    )
    op.create_index(op.f("ix_measured_share_person_id"), "measured_share", ["person_id"])
    op.create_table(
        "measured_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["organization.id"], name=op.f("fk_measured_group_programme_id")
        ),
        sa.ForeignKeyConstraint(
            ["factory_id"], ["organization.id"], name=op.f("fk_measured_group_factory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measured_group")),
        sa.UniqueConstraint(
            "programme_id", "factory_id", name=op.f("uq_measured_group_programme_id_factory_id")
        ),
    )
    op.create_table(
        "public_tables",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["organization.id"], name=op.f("fk_public_tables_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_tables")),
        sa.UniqueConstraint(
            "programme_id",
            "year",
            "number",
            name=op.f("uq_public_tables_programme_id_year_number"),
        ),
    )


def _reported() -> None:
    """Reports that a law asks for: sealed, and where they went."""
    op.create_table(
        "statutory_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("public_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["organization.id"],
            name=op.f("fk_statutory_report_programme_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["factory_id"],
            ["organization.id"],
            name=op.f("fk_statutory_report_factory_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statutory_report")),
    )
    for column in ("programme_id", "factory_id"):
        name = op.f(f"ix_statutory_report_{column}")
        op.create_index(name, "statutory_report", [column])
    op.create_table(
        "report_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_to", sa.LargeBinary(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["statutory_report.id"],
            name=op.f("fk_report_share_report_id_statutory_report"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_share_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_share")),
        sa.UniqueConstraint(
            "report_id", "person_id", name=op.f("uq_report_share_report_id_person_id")
        ),
    )
    op.create_index(op.f("ix_report_share_person_id"), "report_share", ["person_id"])
    op.create_table(
        "report_handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.String(length=24), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["statutory_report.id"],
            name=op.f("fk_report_handover_report_id_statutory_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_handover")),
        sa.UniqueConstraint(
            "report_id", "authority", name=op.f("uq_report_handover_report_id_authority")
        ),
    )


def _facts(table: str, day: "sa.Column[date] | None", holds: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measurement_key_id", sa.Uuid(), nullable=False),
        *([] if day is None else [day]),
        sa.Column(holds, sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measurement_key_id"],
            ["measurement_key.id"],
            name=op.f(f"fk_{table}_measurement_key_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _tally() -> None:
    op.create_table(
        "tally",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "compartment",
            sa.Enum(
                "cover",
                "identity",
                "told",
                "account",
                "outcome",
                "referral",
                "channel",
                name="compartment",
                native_enum=False,
            ),
            nullable=False,
        ),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "compartment", "generation"],
            ["generation.case_id", "generation.compartment", "generation.number"],
            name="fk_tally_generation",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint("case_id", name=op.f("uq_tally_case_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tally_case_id"), "tally", ["case_id"], unique=False)


def _directory() -> None:
    _area()
    _directory_state()
    _directory_change()
    _taxonomy()
    _taxonomy_term()
    _attribute()
    _listed_organization()
    _factory_link()
    _service()
    _survivor_rules()
    _location()
    _service_at_location()
    _contact()
    _phone()
    _schedule()
    _language_spoken()
    _cost_option()
    _required_document()
    _service_area()
    _accessibility()
    _unit()
    _service_capacity()


def _area() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("parent_code", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("local_name", sa.String(length=200), nullable=False),
        sa.Column("neighbours", sa.String(length=1000), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("is_served", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", name=op.f("uq_area_code")),
    )
    op.create_index(op.f("ix_area_country"), "area", ["country"], unique=False)
    op.create_index(op.f("ix_area_parent_code"), "area", ["parent_code"], unique=False)


def _directory_state() -> None:
    op.create_table(
        "directory_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamp", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_state")),
    )


def _directory_change() -> None:
    op.create_table(
        "directory_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("resource_type", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "added",
                "changed",
                "called",
                "confirmed",
                "gone",
                "imported",
                name="changekind",
                native_enum=False,
                length=10,
            ),
            nullable=False,
        ),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("field_name", sa.String(length=60), nullable=False),
        sa.Column("previous_value", sa.Text(), nullable=False),
        sa.Column("replacement_value", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_directory_change_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_change")),
    )
    op.create_index(op.f("ix_directory_change_by_id"), "directory_change", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_directory_change_resource_id"), "directory_change", ["resource_id"], unique=False
    )


def _taxonomy() -> None:
    op.create_table(
        "taxonomy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("uri", sa.String(length=500), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomy")),
    )


def _taxonomy_term() -> None:
    op.create_table(
        "taxonomy_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("taxonomy_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("term_uri", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["taxonomy_term.id"], name=op.f("fk_taxonomy_term_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["taxonomy_id"], ["taxonomy.id"], name=op.f("fk_taxonomy_term_taxonomy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomy_term")),
        sa.UniqueConstraint("taxonomy_id", "code", name=op.f("uq_taxonomy_term_taxonomy_id_code")),
    )
    op.create_index(
        op.f("ix_taxonomy_term_parent_id"), "taxonomy_term", ["parent_id"], unique=False
    )


def _attribute() -> None:
    op.create_table(
        "attribute",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("link_entity", sa.String(length=40), nullable=False),
        sa.Column("link_type", sa.String(length=40), nullable=False),
        sa.Column("taxonomy_term_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["taxonomy_term_id"], ["taxonomy_term.id"], name=op.f("fk_attribute_taxonomy_term_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute")),
        sa.UniqueConstraint(
            "link_id", "taxonomy_term_id", name=op.f("uq_attribute_link_id_taxonomy_term_id")
        ),
    )
    op.create_index(
        op.f("ix_attribute_taxonomy_term_id"), "attribute", ["taxonomy_term_id"], unique=False
    )


def _listed_organization() -> None:
    op.create_table(
        "listed_organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("alternate_name", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("legal_status", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["organization.id"], name=op.f("fk_listed_organization_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_organization")),
    )
    op.create_index(
        op.f("ix_listed_organization_account_id"),
        "listed_organization",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_listed_organization_external_id"),
        "listed_organization",
        ["external_id"],
        unique=False,
    )


def _factory_link() -> None:
    op.create_table(
        "factory_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("listed_organization_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["factory_id"], ["organization.id"], name=op.f("fk_factory_link_factory_id")
        ),
        sa.ForeignKeyConstraint(
            ["listed_organization_id"],
            ["listed_organization.id"],
            name=op.f("fk_factory_link_listed_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factory_link")),
        sa.UniqueConstraint(
            "listed_organization_id",
            "factory_id",
            name=op.f("uq_factory_link_listed_organization_id_factory_id"),
        ),
    )
    op.create_index(
        op.f("ix_factory_link_factory_id"), "factory_link", ["factory_id"], unique=False
    )


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("alternate_name", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "inactive",
                "defunct",
                "temporarily closed",
                name="status",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("interpretation_services", sa.Text(), nullable=False),
        sa.Column("application_process", sa.Text(), nullable=False),
        sa.Column("fees_description", sa.Text(), nullable=False),
        sa.Column("wait_time", sa.String(length=300), nullable=False),
        sa.Column("accreditations", sa.Text(), nullable=False),
        sa.Column("licenses", sa.Text(), nullable=False),
        sa.Column("eligibility_description", sa.Text(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("assured_on", sa.Date(), nullable=True),
        sa.Column("modified_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["listed_organization.id"], name=op.f("fk_service_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_assured_on"), "service", ["assured_on"], unique=False)
    op.create_index(op.f("ix_service_country"), "service", ["country"], unique=False)
    op.create_index(op.f("ix_service_external_id"), "service", ["external_id"], unique=False)
    op.create_index(
        op.f("ix_service_organization_id"), "service", ["organization_id"], unique=False
    )


def _survivor_rules() -> None:
    op.create_table(
        "survivor_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cost",
            sa.Enum("free", "paid", "varies", "unknown", name="cost", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column(
            "always_open",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column("hours_words", sa.String(length=300), nullable=False),
        sa.Column("serves", sa.String(length=60), nullable=False),
        sa.Column("staff_sex", sa.String(length=20), nullable=False),
        sa.Column(
            "trans_friendly",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column(
            "migrants",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column("ages_known", sa.Boolean(), nullable=False),
        sa.Column(
            "children_welcome",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column("documents_known", sa.Boolean(), nullable=False),
        sa.Column(
            "police_report",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column(
            "accompaniment",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column(
            "tells_police",
            sa.Enum("never", "may", "must", "unknown", name="duty", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column(
            "tells_family",
            sa.Enum("never", "may", "must", "unknown", name="duty", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column(
            "tells_employer",
            sa.Enum("never", "may", "must", "unknown", name="duty", native_enum=False, length=8),
            nullable=False,
        ),
        sa.Column("tells_words", sa.Text(), nullable=False),
        sa.Column("accepts_by", sa.String(length=60), nullable=False),
        sa.Column("answer_hours", sa.Double(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_survivor_rules_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survivor_rules")),
        sa.UniqueConstraint("service_id", name=op.f("uq_survivor_rules_service_id")),
    )


def _location() -> None:
    op.create_table(
        "location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("location_type", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("alternate_name", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("transportation", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("address_more", sa.String(length=300), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("state_province", sa.String(length=200), nullable=False),
        sa.Column("postal_code", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column(
            "step_free",
            sa.Enum("yes", "no", "unknown", name="known", native_enum=False, length=8),
            nullable=False,
        ),
        sa.CheckConstraint(
            "NOT is_confidential OR (address = '' AND address_more = '' AND city = ''"
            " AND postal_code = '' AND transportation = ''"
            " AND latitude IS NULL AND longitude IS NULL)",
            name=op.f("ck_location_nowhere"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["listed_organization.id"],
            name=op.f("fk_location_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_index(op.f("ix_location_area_code"), "location", ["area_code"], unique=False)
    op.create_index(op.f("ix_location_external_id"), "location", ["external_id"], unique=False)
    op.create_index(
        op.f("ix_location_organization_id"), "location", ["organization_id"], unique=False
    )


def _service_at_location() -> None:
    op.create_table(
        "service_at_location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_service_at_location_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_at_location_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_at_location")),
        sa.UniqueConstraint(
            "service_id", "location_id", name=op.f("uq_service_at_location_service_id_location_id")
        ),
    )
    op.create_index(
        op.f("ix_service_at_location_external_id"),
        "service_at_location",
        ["external_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_service_at_location_location_id"),
        "service_at_location",
        ["location_id"],
        unique=False,
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_contact_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["listed_organization.id"], name=op.f("fk_contact_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_contact_service_at_location_id"),
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_contact_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_location_id"), "contact", ["location_id"], unique=False)
    op.create_index(
        op.f("ix_contact_organization_id"), "contact", ["organization_id"], unique=False
    )
    op.create_index(
        op.f("ix_contact_service_at_location_id"),
        "contact",
        ["service_at_location_id"],
        unique=False,
    )
    op.create_index(op.f("ix_contact_service_id"), "contact", ["service_id"], unique=False)


def _phone() -> None:
    op.create_table(
        "phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_phone_contact_id")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_phone_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["listed_organization.id"], name=op.f("fk_phone_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_phone_service_at_location_id"),
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_phone_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
    )
    op.create_index(op.f("ix_phone_contact_id"), "phone", ["contact_id"], unique=False)
    op.create_index(op.f("ix_phone_location_id"), "phone", ["location_id"], unique=False)
    op.create_index(op.f("ix_phone_organization_id"), "phone", ["organization_id"], unique=False)
    op.create_index(
        op.f("ix_phone_service_at_location_id"), "phone", ["service_at_location_id"], unique=False
    )
    op.create_index(op.f("ix_phone_service_id"), "phone", ["service_id"], unique=False)


def _schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("dtstart", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("wkst", sa.String(length=2), nullable=False),
        sa.Column("freq", sa.String(length=8), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("byday", sa.String(length=100), nullable=False),
        sa.Column("bymonthday", sa.String(length=100), nullable=False),
        sa.Column("byweekno", sa.String(length=200), nullable=False),
        sa.Column("byyearday", sa.String(length=200), nullable=False),
        sa.Column("opens_at", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("attending_type", sa.String(length=100), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_schedule_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_schedule_service_at_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_schedule_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index(op.f("ix_schedule_location_id"), "schedule", ["location_id"], unique=False)
    op.create_index(
        op.f("ix_schedule_service_at_location_id"),
        "schedule",
        ["service_at_location_id"],
        unique=False,
    )
    op.create_index(op.f("ix_schedule_service_id"), "schedule", ["service_id"], unique=False)


def _language_spoken() -> None:
    op.create_table(
        "language_spoken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("phone_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_language_spoken_location_id")
        ),
        sa.ForeignKeyConstraint(
            ["phone_id"], ["phone.id"], name=op.f("fk_language_spoken_phone_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_language_spoken_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_spoken")),
    )
    op.create_index(
        op.f("ix_language_spoken_location_id"), "language_spoken", ["location_id"], unique=False
    )
    op.create_index(
        op.f("ix_language_spoken_phone_id"), "language_spoken", ["phone_id"], unique=False
    )
    op.create_index(
        op.f("ix_language_spoken_service_id"), "language_spoken", ["service_id"], unique=False
    )


def _cost_option() -> None:
    op.create_table(
        "cost_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("option", sa.String(length=300), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("amount_description", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_cost_option_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_option")),
    )
    op.create_index(op.f("ix_cost_option_service_id"), "cost_option", ["service_id"], unique=False)


def _required_document() -> None:
    op.create_table(
        "required_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "identity-card",
                "police-report",
                "medical-paper",
                "factory-card",
                "birth-certificate",
                "other",
                name="document",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("document", sa.String(length=300), nullable=False),
        sa.Column("uri", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_required_document_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_document")),
    )
    op.create_index(
        op.f("ix_required_document_service_id"), "required_document", ["service_id"], unique=False
    )


def _service_area() -> None:
    op.create_table(
        "service_area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("service_at_location_id", sa.Uuid(), nullable=True),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_at_location_id"],
            ["service_at_location.id"],
            name=op.f("fk_service_area_service_at_location_id"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_area_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_area")),
    )
    op.create_index(op.f("ix_service_area_area_code"), "service_area", ["area_code"], unique=False)
    op.create_index(
        op.f("ix_service_area_service_at_location_id"),
        "service_area",
        ["service_at_location_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_service_area_service_id"), "service_area", ["service_id"], unique=False
    )


def _accessibility() -> None:
    op.create_table(
        "accessibility",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_accessibility_location_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility")),
    )
    op.create_index(
        op.f("ix_accessibility_location_id"), "accessibility", ["location_id"], unique=False
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("scheme", sa.String(length=100), nullable=False),
        sa.Column("identifier", sa.String(length=100), nullable=False),
        sa.Column("uri", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )


def _service_capacity() -> None:
    op.create_table(
        "service_capacity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_capacity_service_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_service_capacity_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_capacity")),
    )
    op.create_index(
        op.f("ix_service_capacity_service_id"), "service_capacity", ["service_id"], unique=False
    )
    op.create_index(
        op.f("ix_service_capacity_unit_id"), "service_capacity", ["unit_id"], unique=False
    )


def _sending() -> None:
    op.create_table(
        "referral_packet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("progress_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_packet")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_referral_packet_until_on"), "referral_packet", ["until_on"], unique=False
    )
    op.create_table(
        "referral_box",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.LargeBinary(length=32), nullable=False),
        sa.Column("receiver_version", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_box")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_referral_box_receiver"), "referral_box", ["receiver"], unique=False)
    op.create_index(op.f("ix_referral_box_until_on"), "referral_box", ["until_on"], unique=False)
    op.create_table(
        "referral_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.LargeBinary(length=32), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_referral_answer_place"), "referral_answer", ["place"], unique=False)
    op.create_index(
        op.f("ix_referral_answer_until_on"), "referral_answer", ["until_on"], unique=False
    )
    _links()


def _importing() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_import_mapping_fingerprint")),
    )
    op.create_table(
        "import_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("brought_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_import_file_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    op.create_index(op.f("ix_import_file_by_id"), "import_file", ["by_id"], unique=False)
    op.create_table(
        "import_piece",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["import_file.id"], name=op.f("fk_import_piece_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_piece")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_import_piece_file_id_number")),
    )


def _answer_times() -> None:
    op.create_table(
        "answer_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_note")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_time",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_time")),
        sa.UniqueConstraint("service_id", "days", name=op.f("uq_answer_time_service_id_days")),
    )
    op.create_index(op.f("ix_answer_time_service_id"), "answer_time", ["service_id"], unique=False)


def _links() -> None:
    op.create_table(
        "referral_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_link")),
        sa.UniqueConstraint("lookup", name=op.f("uq_referral_link_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_referral_link_slot"), "referral_link", ["slot"], unique=False)
    op.create_table(
        "referral_opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("slot", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_opening")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_referral_opening_lookup"), "referral_opening", ["lookup"], unique=False
    )
    op.create_index(op.f("ix_referral_opening_slot"), "referral_opening", ["slot"], unique=False)
    op.create_table(
        "referral_answering",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_answering")),
        sa.UniqueConstraint("lookup", name=op.f("uq_referral_answering_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_referral_answering_until_on"), "referral_answering", ["until_on"], unique=False
    )


def _partners() -> None:
    """What partners do together: sessions, meetings, commitments, entry points, contacts."""
    op.create_table(
        "partner_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place_kind", sa.String(length=16), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("donor_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organization.id"],
            name=op.f("fk_partner_session_body_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["donor_id"],
            ["organization.id"],
            name=op.f("fk_partner_session_donor_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["factory_id"],
            ["organization.id"],
            name=op.f("fk_partner_session_factory_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_session")),
    )
    op.create_index(
        op.f("ix_partner_session_body_id"), "partner_session", ["body_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_session_held_on"), "partner_session", ["held_on"], unique=False
    )
    op.create_index(
        op.f("ix_partner_session_factory_id"), "partner_session", ["factory_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_session_donor_id"), "partner_session", ["donor_id"], unique=False
    )
    op.create_table(
        "partner_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["partner_session.id"],
            name=op.f("fk_partner_count_session_id_partner_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_count")),
        sa.UniqueConstraint(
            "session_id", "sex", "category", name=op.f("uq_partner_count_session_id_sex_category")
        ),
    )
    op.create_table(
        "partner_meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("present", sa.String(length=2000), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=False),
        sa.Column("decisions", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organization.id"],
            name=op.f("fk_partner_meeting_body_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_meeting")),
    )
    op.create_index(
        op.f("ix_partner_meeting_body_id"), "partner_meeting", ["body_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_meeting_held_on"), "partner_meeting", ["held_on"], unique=False
    )
    op.create_table(
        "partner_commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=2000), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("kept_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_by_id"],
            ["organization.id"],
            name=op.f("fk_partner_commitment_kept_by_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["partner_meeting.id"],
            name=op.f("fk_partner_commitment_meeting_id_partner_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_partner_commitment_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_commitment")),
    )
    op.create_index(
        op.f("ix_partner_commitment_meeting_id"), "partner_commitment", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_partner_commitment_organization_id"),
        "partner_commitment",
        ["organization_id"],
        unique=False,
    )
    op.create_table(
        "entry_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("meets", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organization.id"],
            name=op.f("fk_entry_point_body_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_point")),
    )
    op.create_index(op.f("ix_entry_point_body_id"), "entry_point", ["body_id"], unique=False)
    op.create_table(
        "partner_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("work", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["organization.id"],
            name=op.f("fk_partner_contact_body_id_organization"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_contact")),
    )
    op.create_index(
        op.f("ix_partner_contact_body_id"), "partner_contact", ["body_id"], unique=False
    )


TABLES = (
    "partner_contact",
    "entry_point",
    "partner_commitment",
    "partner_meeting",
    "partner_count",
    "partner_session",
    "import_piece",
    "import_file",
    "import_mapping",
    "answer_note",
    "answer_time",
    "referral_answer",
    "referral_answering",
    "referral_opening",
    "referral_link",
    "referral_box",
    "referral_packet",
    "service_capacity",
    "unit",
    "accessibility",
    "service_area",
    "required_document",
    "cost_option",
    "language_spoken",
    "schedule",
    "phone",
    "contact",
    "service_at_location",
    "location",
    "survivor_rules",
    "service",
    "factory_link",
    "listed_organization",
    "attribute",
    "taxonomy_term",
    "taxonomy",
    "directory_change",
    "directory_state",
    "area",
    "report_handover",
    "report_share",
    "statutory_report",
    "public_tables",
    "measured_group",
    "measured_share",
    "measured_tables",
    "tally",
    "fact_pack",
    "fact",
    "fact_outbox",
    "measurement_share",
    "measurement_key",
    "match_hit",
    "match_index",
    "match_name",
    "match_share",
    "match_key",
    "shred_order",
    "tombstone",
    "course",
    "pack_version",
    "search_text",
    "epoch",
    "entry",
    "cover",
    "attachment",
    "invitation",
    "generation",
    "certificate",
    "absence",
    "membership",
    "coverage",
    "case",
    "factory_rules",
    "committee_register",
    "committee_book",
    "arrangement",
    "account",
    "trail_entry",
    "ring_memory",
    "counterfoil",
    "reminder",
    "notice",
    "return_number",
    "refusals",
    "person",
    "organization",
    "live_session",
    "leaf",
    "instance",
    "inbox_text",
    "grant",
    "former_trail_key",
    "draft_file",
    "draft",
    "code_tag",
    "checkpoint",
    "attempt",
)
