"""The report by mail (SMTP), as text with the JSON attached."""

import smtplib
import ssl
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final

from archive.configuration.night import MailSecurity, MailSettings
from archive.errors import ArchiveError
from services.nightly.phases import PhaseResult
from services.nightly.report import NightReport
from services.nightly.report_text import as_text, headline

_SECONDS: Final = 30


class NotSent(ArchiveError):  # noqa: N818  (reads as what it tells)
    """A report could not be sent."""


def send_mail(settings: MailSettings, report: NightReport) -> PhaseResult:
    """Send the report to all who get it. Raises NotSent."""
    message = _message(settings, report)
    try:
        with _connected(settings) as server:
            if settings.security is MailSecurity.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if settings.user is not None:
                server.login(settings.user, settings.password or "")
            refused = server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(
            f"{settings.host}:{settings.port} did not take the mail ({_told(error)}); see [mail] in"
            " `tingtale config check`"
        ) from error
    if refused:
        raise NotSent(f"{settings.host} did not take the mail for {', '.join(sorted(refused))}")
    return PhaseResult((f"to {', '.join(settings.to)}",))


def _connected(settings: MailSettings) -> smtplib.SMTP:
    assert settings.host is not None  # else no mail is sent
    if settings.security is MailSecurity.TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=_SECONDS, context=context)
    return smtplib.SMTP(settings.host, settings.port, timeout=_SECONDS)


def _message(settings: MailSettings, report: NightReport) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = headline(report)
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Date"] = format_datetime(report.finished_at.replace(tzinfo=UTC))
    message["Message-ID"] = make_msgid(domain=(settings.sender or "").rpartition("@")[2] or None)
    # Which asks other programs not to answer it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(report))
    message.add_attachment(
        report.as_json().encode(),
        maintype="application",
        subtype="json",
        filename=f"{report.name}.json",
    )
    return message


def _told(error: Exception) -> str:
    """Return what the server said, without what was sent to it."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return f"{error.smtp_code} {text}"
    return str(error) or type(error).__name__
