"""Under which terms software and speeches may be used, as exports and dumps say it."""

from typing import Final

SOFTWARE_LICENCE: Final = "MIT"
"""The SPDX identifier of the software's licence."""

CONTENT_TERMS: Final = (
    "Speeches and documents belong to those who published them: use each under the terms of its"
    " source address, and cite it. The Tingtale software is under the MIT licence."
)
"""The terms of what the archive holds."""
