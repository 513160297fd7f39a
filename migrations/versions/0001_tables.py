"""The first tables."""

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


TABLES = (
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
