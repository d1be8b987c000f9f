"""What a practice run shows: progress while it works, then the table and the balance."""

from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from mailroom.demo.operator import Handled, PracticeRun
from mailroom.demo.tray import Outcome
from mailroom.domain.items import Item, ItemState

_FILE_WIDTH = 140

DOING = {
    ItemState.CAPTURED: "face captured, reading",
    ItemState.READ: "read, deciding",
    ItemState.OPENING: "may be opened",
    ItemState.FILLED: "contents captured, building the document",
    ItemState.DOCUMENTED: "document built",
    ItemState.RELEASING: "ready, in its release delay",
    ItemState.SENDING: "on its way to the backend",
    ItemState.DELIVERED: "received by the backend",
    ItemState.DOUBTFUL: "waits for a person",
    ItemState.HELD: "held for a look",
    ItemState.REFUSED: "refused by the backend",
}
ENDED = {
    Outcome.DELIVERED: "delivered",
    Outcome.SORTED: "sorted, reported",
    Outcome.WAITS: "waits for a person",
    Outcome.HELD: "held for a look",
}


def wide_console() -> Console:
    """The terminal, or, where the output is kept in a file, wide enough for one line an item."""
    console = Console()
    return console if console.is_terminal else Console(width=_FILE_WIDTH)


def why(item: Item) -> str:
    """The rule or reason behind where the item is, in one short phrase."""
    if item.hold is not None:
        return item.hold.reason.value.replace("_", " ")
    if item.doubt is not None:
        return item.doubt.reason.value.replace("_", " ")
    if item.decision is None:
        return ""
    return (item.decision.reason or item.decision.rule).replace("_", " ")


def progress_line(entry: Handled) -> str:
    if entry.item is None:
        return f"{entry.practice.name}: in the tray"
    return f"{entry.practice.name}: {DOING[entry.item.state]}"


def teller(console: Console, doing: Callable[[str], None]) -> Callable[[Handled], None]:
    """Says a line for every item that comes to rest; `doing` hears what goes on meanwhile."""
    told: set[str] = set()

    def tell(entry: Handled) -> None:
        doing(progress_line(entry))
        if entry.outcome is not None and entry.practice.name not in told:
            told.add(entry.practice.name)
            console.print(progress_line(entry), highlight=False)

    return tell


def print_run(console: Console, run: PracticeRun, mailbox_url: str, secret: str) -> None:
    """The table, the counts that must balance, what fell short, and where the letters are."""
    console.print(_table(run))
    sign = "=" if run.balanced else "≠"
    console.print(f"Sheets fed {run.sheets_fed} {sign} sheets in items {run.sheets_in_items}")
    counts = dict.fromkeys(Outcome, 0)
    for entry in run.handled:
        if entry.outcome:
            counts[entry.outcome] += 1
    told = ", ".join(f"{ENDED[outcome]} {count}" for outcome, count in counts.items())
    console.print(f"Items {len(run.handled)}: {told}")
    console.print(f"Time {run.seconds:.1f} s, {60 * len(run.handled) / run.seconds:.0f} items/min")
    short = [entry.practice.name for entry in run.handled if not entry.answered]
    if short:
        console.print(f"[bold red]Short of the known answers:[/] {', '.join(short)}")
    else:
        console.print("[bold green]Every item ended as its known answer says.[/]")
    reader = next((r for r in map(_reader, run.handled) if r), None)
    if reader:
        console.print(f"Read the letters at {mailbox_url}/ as {reader}, secret {secret}")


def _reader(entry: Handled) -> str | None:
    """The company that may read this letter, when it was delivered."""
    if entry.outcome is not Outcome.DELIVERED or entry.item is None or not entry.item.decision:
        return None
    recipient = entry.item.decision.recipient
    return recipient.number if recipient else None


def _table(run: PracticeRun) -> Table:
    table = Table(title="Practice tray", header_style="bold", pad_edge=False)
    for name in ("Item", "Decision", "Why", "Recipient", "Ended"):
        table.add_column(name, overflow="fold")
    for name in ("Pages", "Decided s", "Ended s"):
        table.add_column(name, justify="right")
    for entry in run.handled:
        table.add_row(*_row(entry), style="" if entry.answered else "red")
    return table


def _row(entry: Handled) -> tuple[str, ...]:
    item = entry.item
    if item is None:
        return (entry.practice.name, "", "", "", "never seen", "", "", "")
    decision = item.decision
    recipient = decision.recipient if decision else None
    return (
        entry.practice.name,
        decision.category.value.replace("_", " ") if decision else "doubt",
        why(item),
        f"{recipient.name} {recipient.number[:6]}-{recipient.number[6:]}" if recipient else "",
        ENDED[entry.outcome] if entry.outcome else DOING[item.state],
        str(len(item.pages)),
        _seconds(entry.decided_s),
        _seconds(entry.finished_s),
    )


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
