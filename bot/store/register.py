"""The register of personal data: what each column holds, and what erasing a citizen does to it. No SQL here.

A column that is missing here, or named twice, fails the house tests: nobody adds one without
deciding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Erasing(StrEnum):
    """What erasing one citizen does to a column."""

    KEEP = "keep"  # stays: it says nothing about a person, or only points at what is blanked
    BLANK = "blank"  # emptied
    HASH = "hash"  # a keyed hash stays for who had opted out: that outlives the person
    DELETE = "delete row"  # the whole row goes


@dataclass(frozen=True)
class Held:
    """What a kind of column holds: whether it is personal, whose it is, what erasing does."""

    personal: bool
    whose: str  # citizen | officer | ""
    erasing: Erasing


PLAIN = Held(personal=False, whose="", erasing=Erasing.KEEP)
KEY = Held(personal=True, whose="citizen", erasing=Erasing.KEEP)  # an id
TEXT = Held(personal=True, whose="citizen", erasing=Erasing.BLANK)
PRINT = Held(personal=True, whose="citizen", erasing=Erasing.HASH)
GONE = Held(personal=True, whose="citizen", erasing=Erasing.DELETE)
STAFF = Held(personal=True, whose="officer", erasing=Erasing.KEEP)

TABLES: dict[str, dict[Held, str]] = {
    "people": {
        KEY: "id",
        PLAIN: "created_at language text_only opted_out_at erased_at simulated",
        TEXT: "profile_name",
    },
    "addresses": {
        KEY: "id person_id",
        PLAIN: "channel created_at blocked_at",
        TEXT: "address",
        PRINT: "address_hash",
    },
    "requests": {KEY: "id person_id", PLAIN: "kind opened_at due_at done_at result"},
    "conversations": {
        KEY: "id address_id",
        PLAIN: "line owner version revision last_inbound_at burst_started_at burst_due_at our_address",
        TEXT: "memory",
    },
    "messages": {
        KEY: "id conversation_id provider_id turn_id ticket_id reply_to media",
        PLAIN: "line received_at kind masked state reason recovered forgotten_at kept_there_at",
        TEXT: "body payload raw_from",
    },
    "decisions": {
        KEY: "message_id turn_id",
        PLAIN: "decided_at rule action entry confidence candidates catalogue because",
    },
    "raw_requests": {GONE: "message_id at body"},
    "feedback": {KEY: "id message_id", PLAIN: "at entry verdict catalogue"},
    "outbox": {
        KEY: "id conversation_id ticket_id turn_id client_token file_id provider_id",
        PLAIN: "seq line channel kind author version state created_at due_at lease_until holder attempts"
        " lookups resends first_attempt_at attempted_at code sent_at delivered_at read_at choices"
        " forgotten_at kept_there_at",
        STAFF: "officer_id",
        TEXT: "body",
    },
    "earlier_sends": {
        KEY: "id conversation_id ticket_id provider_id",
        PLAIN: "line created_at forgotten_at kept_there_at",
    },
    "status_events": {KEY: "id provider_id outbox_id", PLAIN: "line state code at"},
    "counters": {PLAIN: "name period value"},
    "stops": {PLAIN: "line code since until"},
    "tickets": {
        KEY: "id number conversation_id",
        PLAIN: "kind reason entry priority state version opened_at due_at claimed_at first_reply_at"
        " snoozed_until resolved_at last_message_at team acted_at requeued",
        STAFF: "officer_id",
        TEXT: "snooze_reason",
    },
    "ticket_events": {KEY: "id ticket_id", PLAIN: "at what", STAFF: "actor", TEXT: "detail"},
    "ratings": {KEY: "id ticket_id", PLAIN: "at score", TEXT: "comment"},
    "notes": {KEY: "id ticket_id", PLAIN: "at", STAFF: "officer_id", TEXT: "body"},
    "drafts": {GONE: "ticket_id officer_id body updated_at"},
    "files": {
        KEY: "id message_id ticket_id secret",
        PLAIN: "position content_type size state attempts due_at public_until created_at",
        TEXT: "url name",
    },
    "officers": {
        STAFF: "id login name role password_hash totp_secret totp_last email",
        PLAIN: "must_change language presence created_at disabled_at",
    },
    "teams": {STAFF: "officer_id", PLAIN: "team"},
    "mentions": {KEY: "note_id ticket_id", STAFF: "officer_id", PLAIN: "at seen_at"},
    "gazes": {KEY: "ticket_id", STAFF: "officer_id", PLAIN: "typing at"},
    "canned": {PLAIN: "id title text at removed_at", STAFF: "officer_id"},
    "invites": {STAFF: "id officer_id", PLAIN: "expires_at used_at"},
    "proposals": {
        KEY: "id ticket_id",
        PLAIN: "kind entry at state ended_at change",
        STAFF: "officer_id ended_by",
        TEXT: "question answer",
    },
    "texts": {GONE: "id body kind ref conversation"},
    "words": {GONE: "body"},
    "sessions": {STAFF: "id officer_id csrf ip agent", PLAIN: "created_at seen_at ended_at"},
    "sign_ins": {STAFF: "id login_hash ip_hash device", PLAIN: "at good"},
    "switches": {PLAIN: "id target reason from_at until_at ended_at", STAFF: "officer_id"},
    "notices": {PLAIN: "id family text from_at until_at ended_at", STAFF: "officer_id"},
    "audit": {PLAIN: "seq at what detail digest", KEY: "object", STAFF: "actor"},
    "catalogue_versions": {
        PLAIN: "id hash state files model_key at why report",
        STAFF: "officer_id",
    },
    "studio_edits": {PLAIN: "digest at what publish_why settled_at", STAFF: "officer_id"},
    "set_aside": {PLAIN: "key at", STAFF: "officer_id"},
    "phrase_views": {PLAIN: "model_key data at"},
    "model_blobs": {PLAIN: "key data at weights"},
    "events": {PLAIN: "seq at kind detail", KEY: "ref"},
    "job_runs": {PLAIN: "job due_at holder started_at ended_at counts error"},
    "leases": {PLAIN: "name holder expires_at epoch"},
    "beats": {PLAIN: "name at"},
    "alarms": {PLAIN: "name since detail"},
}

REGISTER: dict[str, Held] = {  # "table.column" -> what it holds
    f"{table}.{name}": held
    for table, kinds in TABLES.items()
    for held, names in kinds.items()
    for name in names.split()
}
