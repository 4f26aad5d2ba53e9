"""The command `serve`: the server of API and pages."""

from dataclasses import replace

import click

from api.http.application import create_app
from api.http.context import open_archive_of
from api.http.mounting import path_of
from api.serving import Server
from archive.schema_version import require_current
from archive.settings import Settings
from search_index.analysis.cache.compilation import compile_missing


@click.command()
@click.option("--host", help="The address to listen on; default TINGTALE_HOST or 127.0.0.1.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to listen on, 0 for any free one; default TINGTALE_PORT or 8000.",
)
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the API and the pages until SIGTERM or SIGINT (Ctrl+C).

    The database must exist and be of this software's version. A missing search index is no
    obstacle: searches then answer 503 with the remedy, and are answered once it is built.
    """
    chosen = replace(
        settings,
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
    )
    app = create_app(chosen)
    require_current(open_archive_of(app).database)
    compile_missing(click.echo)
    server = Server(app, chosen)
    for listening in server.addresses:
        address = listening + path_of(chosen.public_url)
        click.echo(f"Tingtale answers on {address} (the API on {address}/api/v1/docs)")
    server.run()
    click.echo("Stopped.")
