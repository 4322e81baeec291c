"""What can be set: every variable with its default and the sentence that documents it. Reads nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

TWILIO_API = "https://api.twilio.com"


def setting(name: str, default: str, says: str, *, secret: bool = False) -> str:
    """Declare one environment variable with the sentence that documents it."""
    made: str = field(default=default, metadata={"env": name, "says": says, "secret": secret})
    return made


@dataclass(frozen=True)
class Settings:
    """What the operator chose. Every value is text as given; properties give it a shape."""

    database_url: str = setting("DATABASE_URL", "sqlite:///var/tanya.db", "Where the data lives.")
    faq_dir: str = setting("FAQ_DIR", "faq_data", "Folder of the FAQ files that admins edit.")
    faq_autopublish: str = setting(
        "FAQ_AUTOPUBLISH", "1", "1: a clean hand edit publishes itself; 0: only the button does."
    )
    public_base_url: str = setting(
        "PUBLIC_BASE_URL", "", "Public address, exactly as configured at the provider."
    )
    secret_key: str = setting(
        "SECRET_KEY", "", "At least 32 characters; else made once in var/secret_key.", secret=True
    )
    twilio_account_sid: str = setting("TWILIO_ACCOUNT_SID", "", "Twilio account (AC...).")
    twilio_auth_token: str = setting(
        "TWILIO_AUTH_TOKEN",
        "",
        "Auth token; several, comma-separated, while rotating.",
        secret=True,
    )
    twilio_api_base: str = setting(
        "TWILIO_API_BASE",
        TWILIO_API,
        "REST base and only media host; others need ALLOW_FAKE_PROVIDER=1.",
    )
    twilio_whatsapp_from: str = setting("TWILIO_WHATSAPP_FROM", "", "WhatsApp sender, +62...")
    twilio_sms_from: str = setting("TWILIO_SMS_FROM", "", "SMS sender, +62... or a sender ID.")
    twilio_reply_template: str = setting(
        "TWILIO_REPLY_TEMPLATE",
        "",
        "ContentSid of the template that invites to read a parked reply.",
    )
    twilio_choices: str = setting(
        "TWILIO_CHOICES",
        "",
        "ContentSids of tappable questions by number of options: 2=HX...,3=HX...; else numbered text.",
    )
    allow_fake_provider: str = setting(
        "ALLOW_FAKE_PROVIDER", "0", "1: TWILIO_API_BASE may be another host (tests only)."
    )
    host: str = setting("HOST", "127.0.0.1", "Address to listen on.")
    port: str = setting("PORT", "8000", "Port to listen on.")
    proxy_hops: str = setting(
        "PROXY_HOPS", "0", "Proxies of ours in front: whose X-Forwarded-For names the caller."
    )
    web_workers: str = setting("WEB_WORKERS", "2", "Web processes; each has 64 threads.")
    runner: str = setting(
        "RUNNER", "inline", "inline: `run` starts a worker too; external: start `worker` elsewhere."
    )
    retry_base_s: str = setting(
        "RETRY_BASE_S", "5", "Look-ups and retries at 1, 2, 4, 8, 16 times it."
    )
    reconcile_every_s: str = setting("RECONCILE_EVERY_S", "60", "Seconds between reconciliations.")
    flood_cap: str = setting("FLOOD_CAP", "20", "Automatic replies per address in 60 s.")
    burst_quiet_s: str = setting("BURST_QUIET_S", "4", "Quiet seconds before a burst is answered.")
    wrong_share: str = setting(
        "WRONG_SHARE",
        "2",
        "Percent of messages that may be answered wrongly (0.5 to 5), by phrases held out and test questions.",
    )
    daily_send_cap: str = setting(
        "DAILY_SEND_CAP", "5000", "Automatic messages a day, all citizens."
    )
    free_tier_warn_share: str = setting(
        "FREE_TIER_WARN_SHARE", "0.8", "Share of the month's free WhatsApp replies that warns."
    )
    allowed_prefixes: str = setting(
        "ALLOWED_PREFIXES", "+62", "Number prefixes we answer, comma-separated; BSUIDs always."
    )
    hold_office_min: str = setting(
        "HOLD_OFFICE_MIN", "240", "Idle office minutes after which a held ticket waits again."
    )
    auto_assign: str = setting(
        "AUTO_ASSIGN", "0", "1: waiting tickets go to the available officer with the least to do."
    )
    admin_totp: str = setting("ADMIN_TOTP", "0", "1: admins must sign in with a one-time code too.")
    smtp_url: str = setting(
        "SMTP_URL",
        "",
        "smtp://user:password@host:587 for officers' digests; empty: none.",
        secret=True,
    )
    digest_from: str = setting("DIGEST_FROM", "", "Sender address of the digests.")
    keep_messages_days: str = setting(
        "KEEP_MESSAGES_DAYS",
        "365",
        "Days until texts are blanked (with a ticket: since it was resolved), and who was silent so"
        " long is forgotten.",
    )
    keep_files_days: str = setting(
        "KEEP_FILES_DAYS",
        "30",
        "Days after a ticket is resolved until its files are deleted, here and at the provider.",
    )
    keep_provider_days: str = setting(
        "KEEP_PROVIDER_DAYS",
        "30",
        "Days (with a ticket: since it was resolved) until a message is deleted at the provider.",
    )
    keep_raw_days: str = setting("KEEP_RAW_DAYS", "7", "Days that a request as received is kept.")
    keep_sign_ins_days: str = setting(
        "KEEP_SIGN_INS_DAYS", "365", "Days that sessions and tries to sign in are kept."
    )
    keep_audit_days: str = setting(
        "KEEP_AUDIT_DAYS",
        "730",
        "Days after which acts of the audit go to files in var/archive, whole months of them.",
    )
    keep_backups: str = setting("KEEP_BACKUPS", "35", "Nightly backups that are kept.")
    backup_hour: str = setting(
        "BACKUP_HOUR", "2", "Hour of the nightly backup, on the office's clock (0 to 23)."
    )
    backup_public_key: str = setting(
        "BACKUP_PUBLIC_KEY",
        "",
        "Backups are sealed for this key (`python -m bot db key`); empty: for SECRET_KEY.",
    )
    tz_office: str = setting("TZ_OFFICE", "Asia/Makassar", "Time zone of the office.")
    metrics_token: str = setting("METRICS_TOKEN", "", "Bearer token of /metrics.", secret=True)
    privacy_contact: str = setting(
        "PRIVACY_CONTACT", "", "Contact of the data-protection officer; required with a provider."
    )
    privacy_url: str = setting("PRIVACY_URL", "", "Public privacy page, if it is not /privasi.")

    @property
    def base_url(self) -> str:
        """PUBLIC_BASE_URL without a slash at the end, else the local address."""
        return self.public_base_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def var(self) -> Path:
        """The folder beside the database: secret key, media, backups."""
        return self.database_path.parent

    @property
    def database_path(self) -> Path:
        """The file behind a sqlite:/// address."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def tokens(self) -> tuple[str, ...]:
        """The provider's auth tokens, the one for REST first."""
        return tuple(t.strip() for t in self.twilio_auth_token.split(",") if t.strip())

    @property
    def has_provider(self) -> bool:
        """Whether a real line is configured, so that the simulator closes to strangers."""
        return bool(self.twilio_account_sid)

    @property
    def privacy_link(self) -> str:
        """The link told in the short privacy notice."""
        return self.privacy_url or f"{self.base_url}/privasi"

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Number prefixes that may be answered."""
        return tuple(p.strip() for p in self.allowed_prefixes.split(",") if p.strip())

    @property
    def most_wrong(self) -> float:
        """The share of all messages that may be answered wrongly, 0 to 1."""
        return float(self.wrong_share) / 100

    @property
    def send_cap(self) -> int:
        """Automatic messages that may leave in a day."""
        return int(self.daily_send_cap)

    @property
    def choices(self) -> dict[int, str]:
        """ContentSid of a tappable question, by its number of options."""
        pairs = (pair.split("=", 1) for pair in self.twilio_choices.split(",") if pair.strip())
        return {int(number): sid.strip() for number, sid in pairs}

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.tz_office)

    @property
    def https(self) -> bool:
        """Whether cookies may carry the __Host- prefix."""
        return self.base_url.startswith("https://")
