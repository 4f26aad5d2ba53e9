"""The report kept in files and sent to whom the settings name.

The only addresses that are asked here are those that the operator set.
"""

from collections.abc import Callable
from functools import partial

from archive.configuration.night import MailWhen, NightSettings
from archive.vocabulary import NightState
from services.nightly.delivery.files import write_report_files
from services.nightly.delivery.mail import send_mail
from services.nightly.delivery.web import ping, post_json
from services.nightly.phases import PhaseName, Phases
from services.nightly.report import NightReport


def deliver(settings: NightSettings, phases: Phases, report: Callable[[], NightReport]) -> None:
    """Keep the report and send it in each way that is set; one that fails leaves the others be.

    The ping is last, and only after a good night: the sending is a part of it.
    """
    is_kept = phases.do(PhaseName.SEND, "files", lambda: write_report_files(settings, report()))
    mail = settings.mail
    if mail.host is not None and (mail.when is MailWhen.ALWAYS or not _is_good(report())):
        phases.do(PhaseName.SEND, "mail", lambda: send_mail(mail, report()))
    if settings.webhook_url is not None:
        post = partial(post_json, settings.webhook_url)
        phases.do(PhaseName.SEND, "webhook", lambda: post(report().as_json()))
    if settings.ping_url is not None and _is_good(report()):
        phases.do(PhaseName.SEND, "ping", partial(ping, settings.ping_url))
    if is_kept and phases.over[-1].subject != "files":
        write_report_files(settings, report())  # with what became of the sending


def _is_good(report: NightReport) -> bool:
    return report.state is NightState.GOOD
