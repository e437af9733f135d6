"""What the settings say of Zalo's Official Account and ZNS, made ready to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.channels import ZaloAccount
from notifications.zalo.hours import Hours
from notifications.zalo.oauth import App
from notifications.zalo.official_account import OfficialAccount
from notifications.zalo.templates import TemplateFileError, Templates, read_templates
from notifications.zalo.zns import Zns
from office.in_force import in_force
from office.zalo_quota import OfficeQuota
from office.zalo_tokens import OfficeTokens
from runtime.settings import SettingsError
from store.embedded.folders import secret
from store.engine import unit_of_work

if TYPE_CHECKING:
    from directive.calendar import WorkCalendar
    from office.house import House
    from runtime.settings import Settings

KEY_FILE = "zalo.key"
ANSWER_FILE = "zalo.answer"


def account(settings: Settings) -> ZaloAccount | None:
    """Return the Official Account and its ZNS; None when no application is set.

    Raises:
        SettingsError: The file of templates cannot be used.
        SealError: NAMRO_ZALO_KEY is no key.
    """
    application = app(settings)
    if application is None:
        return None
    proof = application.secret if settings.zalo_proof else None
    zns = None
    if settings.zalo_zns_templates is not None:
        zns = Zns(
            templates=templates(settings),
            base_url=settings.zalo_zns_base_url,
            proof_secret=proof,
        )
    return ZaloAccount(
        tokens=tokens(settings, application),
        messages=OfficialAccount(
            base_url=settings.zalo_oa_base_url, proof_secret=proof
        ),
        zns=zns,
        quota=OfficeQuota(settings.zalo_zns_per_day),
    )


def app(settings: Settings) -> App | None:
    """Return the application at Zalo; None when its number or its secret is not set."""
    if settings.zalo_app_id is None or settings.zalo_app_secret is None:
        return None
    return App(
        id=settings.zalo_app_id,
        secret=settings.zalo_app_secret.get_secret_value(),
        base_url=settings.zalo_oauth_base_url,
    )


def tokens(settings: Settings, application: App) -> OfficeTokens:
    """Return the login of the account; the key is made once, mode 0600, if none is set.

    Raises:
        SealError: NAMRO_ZALO_KEY is no key.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    given = settings.zalo_key
    key = given.get_secret_value() if given else secret(settings.data_dir / KEY_FILE)
    return OfficeTokens(
        application, key=key, journal=settings.data_dir.absolute() / ANSWER_FILE
    )


def templates(settings: Settings) -> Templates:
    """Return the templates of ZNS.

    Raises:
        SettingsError: The file cannot be used.
    """
    if settings.zalo_zns_templates is None:
        return Templates()
    try:
        return read_templates(settings.zalo_zns_templates)
    except TemplateFileError as fault:
        raise SettingsError(f"NAMRO_ZALO_ZNS_TEMPLATES: {fault}") from None


def hours(house: House) -> Hours:
    """Return Zalo's hours with the calendar that holds when it is asked for."""

    def calendar() -> WorkCalendar:
        with unit_of_work() as session:
            return in_force(session, house).calendar

    return Hours(calendar)
