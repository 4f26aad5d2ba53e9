"""The quota of new result sets: how many one client may make in a time."""

from typing import Final

from flask import Flask, current_app

from api.limits.quotas import Quota, quota_of
from archive.configuration.result_sets import VARIABLE_PREFIX

RECORDS: Final = 25_000
"""Records beyond which a set counts as two, and so on."""

_EXTENSION: Final = "tingtale new result sets"


def install(app: Flask, rate: str) -> None:
    """Count what each client freezes. Raises SettingsError."""
    app.extensions[_EXTENSION] = quota_of(f"{VARIABLE_PREFIX}PER_CLIENT", rate)


def refuse_beyond_quota(total: int) -> None:
    """Raise TooManyRequests where the client may make no new set of so many records."""
    quota: Quota | None = current_app.extensions[_EXTENSION]
    if quota is not None:
        quota.refuse_beyond(
            f"Your network has frozen as many searches as it may, {quota.rate}; one of more than"
            f" {RECORDS:,} records counts as several. Sets that are kept are served, and the same"
            " search in the same state of the archive gets the set that is kept.",
            _cost(total),
        )


def count_new_set(total: int) -> None:
    """Count a set of so many records that the client has made."""
    quota: Quota | None = current_app.extensions[_EXTENSION]
    if quota is not None:
        quota.count(_cost(total))


def _cost(total: int) -> int:
    return max(1, -(-total // RECORDS))
