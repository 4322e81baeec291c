"""Promises of settings: half a configuration is refused with what to write, secrets stay secret."""

import threading
from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.settings import TWILIO_API, Settings, child_environment, read_settings

SECRET = "a-secret-for-tests-only-0123456789abcdef"  # noqa: S105
PROVIDER = {
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "t1, t2 ,",
    "TWILIO_WHATSAPP_FROM": "+62811",
    "PUBLIC_BASE_URL": "https://tanya.example/",
    "PRIVACY_CONTACT": "pdp@kantor.example",
}


def _read(tmp_path, **given):
    return read_settings(
        {"DATABASE_URL": f"sqlite:///{tmp_path}/tanya.db", "SECRET_KEY": SECRET} | given
    )


def test_nothing_needs_to_be_set(tmp_path):
    settings = _read(tmp_path)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.privacy_link == "http://127.0.0.1:8000/privasi"
    assert (settings.var, settings.database_path) == (tmp_path, tmp_path / "tanya.db")
    assert not settings.has_provider
    assert not settings.https


def test_a_provider_makes_a_whole(tmp_path):
    settings = _read(tmp_path, **PROVIDER)
    assert settings.tokens == ("t1", "t2")
    assert settings.base_url == "https://tanya.example"
    assert settings.has_provider
    assert settings.https
    assert settings.prefixes == ("+62",)
    assert str(settings.zone) == "Asia/Makassar"
    assert settings.send_cap == 5000


REFUSED = {
    "DATABASE_URL": "postgresql://x",
    "SECRET_KEY": "changeme",
    "RUNNER": "sometimes",
    "TZ_OFFICE": "Asia/Bontang",
    "PUBLIC_BASE_URL": "tanya.example",
    "PORT": "80a",
    "WEB_WORKERS": "2.5",
    "FLOOD_CAP": "-1",
    "DAILY_SEND_CAP": "many",
    "RETRY_BASE_S": "0",
    "RECONCILE_EVERY_S": "0",
    "BURST_QUIET_S": "nan",
    "HOLD_OFFICE_MIN": "inf",
    "WRONG_SHARE": "6",
    "FAQ_DIR": "",
    "FAQ_AUTOPUBLISH": "yes",
    "ALLOW_FAKE_PROVIDER": "true",
    "AUTO_ASSIGN": "",
    "ADMIN_TOTP": "2",
    "TWILIO_API_BASE": "api.twilio.com",
    "TWILIO_WHATSAPP_FROM": "0811-4345",
    "TWILIO_SMS_FROM": "a name that is too long",
    "TWILIO_REPLY_TEMPLATE": "MG" + "1" * 32,
    "TWILIO_CHOICES": "HX" + "1" * 32,
    "PROXY_HOPS": "one",
    "FREE_TIER_WARN_SHARE": "80",
    "ALLOWED_PREFIXES": "62",
    "KEEP_MESSAGES_DAYS": "0",
    "KEEP_FILES_DAYS": "never",
    "KEEP_PROVIDER_DAYS": "1",
    "KEEP_RAW_DAYS": "",
    "KEEP_SIGN_INS_DAYS": "1.5",
    "KEEP_AUDIT_DAYS": "forever",
    "KEEP_BACKUPS": "0",
    "BACKUP_HOUR": "24",
    "BACKUP_PUBLIC_KEY": "ssh-ed25519 AAAA",
    "SMTP_URL": "mail.example",
    "DIGEST_FROM": "bot",
    "PRIVACY_URL": "kantor.example/privasi",
}
FREE = {"TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "HOST", "METRICS_TOKEN", "PRIVACY_CONTACT"}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_value_is_refused_by_its_name(tmp_path, name):
    with pytest.raises(BadSettings, match=rf"(^|[:;] ){name}: "):
        _read(tmp_path, **{name: REFUSED[name]})


def test_every_setting_that_has_a_form_is_checked():
    names = {f.metadata["env"] for f in fields(Settings)}
    assert set(REFUSED) == names - FREE


CHOICE = "HX" + "0a" * 16


@pytest.mark.parametrize("given", ["", f"2={CHOICE}", f" 3 = {CHOICE} , 10={CHOICE},"])
def test_choices_are_read_as_they_are_written(tmp_path, given):
    found = _read(tmp_path, TWILIO_CHOICES=given).choices
    assert set(found.values()) <= {CHOICE}
    assert len(found) == given.count("=")


@pytest.mark.parametrize(
    "given", [f"1={CHOICE}", f"11={CHOICE}", f"2={CHOICE} 3={CHOICE}", "2=HX1", "x=y"]
)
def test_choices_that_mean_nothing_are_refused(tmp_path, given):
    with pytest.raises(BadSettings, match="TWILIO_CHOICES: write number of options"):
        _read(tmp_path, TWILIO_CHOICES=given)


def test_a_secret_of_one_letter_is_none(tmp_path):
    with pytest.raises(BadSettings, match="SECRET_KEY"):
        _read(tmp_path, SECRET_KEY="x" * 64)


def test_digests_need_a_sender(tmp_path):
    with pytest.raises(BadSettings, match="DIGEST_FROM"):
        _read(tmp_path, SMTP_URL="smtp://mail.example:587")


@pytest.mark.parametrize("zone", ["../etc/passwd", "", "/abs"])
def test_a_time_zone_is_no_path(tmp_path, zone):
    with pytest.raises(BadSettings, match="TZ_OFFICE"):
        _read(tmp_path, TZ_OFFICE=zone)


LACKING = {
    "TWILIO_AUTH_TOKEN": " , ",
    "TWILIO_WHATSAPP_FROM": "",
    "PUBLIC_BASE_URL": "",
    "PRIVACY_CONTACT": "",
}


@pytest.mark.parametrize("name", LACKING)
def test_a_provider_without_one_of_its_settings_is_refused(tmp_path, name):
    with pytest.raises(BadSettings, match=name):
        _read(tmp_path, **PROVIDER | {name: LACKING[name]})


def test_a_token_without_an_account_is_half_a_configuration(tmp_path):
    with pytest.raises(BadSettings, match="TWILIO_ACCOUNT_SID"):
        _read(tmp_path, TWILIO_AUTH_TOKEN="t1")  # noqa: S106


def test_a_host_name_with_an_underscore_is_refused_by_the_provider(tmp_path):
    with pytest.raises(BadSettings, match="underscore"):
        _read(tmp_path, **PROVIDER | {"PUBLIC_BASE_URL": "https://ta_nya.example"})


def test_a_privacy_link_that_does_not_fit_the_notice_is_refused(tmp_path):
    fits = "https://" + "a" * 53
    assert _read(tmp_path, **PROVIDER, PRIVACY_URL=fits).privacy_link == fits
    with pytest.raises(BadSettings, match="PRIVACY_URL"):
        _read(tmp_path, **PROVIDER, PRIVACY_URL=fits + "a")


def test_another_provider_is_for_tests_only(tmp_path):
    fake = {"TWILIO_API_BASE": "http://127.0.0.1:9"}
    with pytest.raises(BadSettings, match="TWILIO_API_BASE"):
        _read(tmp_path, **PROVIDER, **fake)
    assert (
        _read(tmp_path, **PROVIDER, **fake, ALLOW_FAKE_PROVIDER="1").twilio_api_base != TWILIO_API
    )


def test_every_mistake_is_told_at_once(tmp_path):
    with pytest.raises(BadSettings) as refused:
        _read(tmp_path, PORT="x", RUNNER="y")
    assert "PORT" in str(refused.value)
    assert "RUNNER" in str(refused.value)


# --- secrets


def test_any_setting_may_come_from_a_file(tmp_path):
    (tmp_path / "token").write_text("from-a-file\n")
    settings = _read(tmp_path, **PROVIDER, TWILIO_AUTH_TOKEN_FILE=str(tmp_path / "token"))
    assert settings.tokens == ("from-a-file",)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadSettings, match=r"SECRET_KEY_FILE: .*gone"):
        _read(tmp_path, SECRET_KEY_FILE=str(tmp_path / "gone"))


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = _read(tmp_path / "var", SECRET_KEY="").secret_key
    assert len(first) >= 32
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert _read(tmp_path / "var", SECRET_KEY="").secret_key == first
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_processes_that_start_at_one_instant_agree_on_the_secret(tmp_path):
    made, together = [], threading.Barrier(8)

    def start():
        together.wait()
        made.append(_read(tmp_path / "var", SECRET_KEY="").secret_key)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


@pytest.mark.parametrize("kept", ["", "short"])
def test_a_kept_secret_that_is_none_is_refused(tmp_path, kept):
    (tmp_path / "secret_key").write_text(kept)
    with pytest.raises(BadSettings, match="holds no secret"):
        _read(tmp_path, SECRET_KEY="")


def test_secrets_are_marked_as_such():
    secret = {f.name for f in fields(Settings) if f.metadata["secret"]}
    assert {"secret_key", "twilio_auth_token", "metrics_token"} <= secret


def test_children_get_our_environment_and_more(monkeypatch):
    monkeypatch.setenv("TANYA_TEST", "1")
    assert child_environment(MORE="2").items() >= {("TANYA_TEST", "1"), ("MORE", "2")}


def test_the_environment_of_the_process_is_what_counts(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    monkeypatch.setenv("SECRET_KEY", SECRET)
    assert read_settings().database_path == Path(tmp_path / "x.db")
