"""The quota of reports: how many one client may send in a time."""

from typing import Final

from flask import Flask, current_app

from api.limits.quotas import Quota, quota_of
from archive.configuration.reports import VARIABLE_PREFIX

_EXTENSION: Final = "tingtale reports of errors"


def install(app: Flask, rate: str) -> None:
    """Count what each client reports. Raises SettingsError."""
    app.extensions[_EXTENSION] = quota_of(f"{VARIABLE_PREFIX}PER_CLIENT", rate)


def count_report() -> None:
    """Count a report, be it a new one or not. Raises TooManyRequests beyond the quota."""
    quota: Quota | None = current_app.extensions[_EXTENSION]
    if quota is None:
        return
    quota.refuse_beyond(
        f"Your network has sent as many reports as it may, {quota.rate}. Those that came are kept."
    )
    quota.count()
