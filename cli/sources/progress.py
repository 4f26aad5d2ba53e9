"""How far an import is, shown on a terminal's standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def documents_counted(console: Console | None = None) -> Iterator[Callable[[int], None]]:
    """Yield what is told of documents done; nothing is shown where nobody watches."""
    console = console or Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} documents, {task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("importing", total=None, rate=0.0)

        def advance(documents: int) -> None:
            bar.update(task, advance=documents, rate=bar.tasks[task].speed or 0.0)

        yield advance
