"""What the pages for our own people say, in Swedish and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class StaffTexts:
    title: str
    sign_in_lead: str
    user: str
    audit: str
    audit_lead: str
    signed: str
    unsigned: str
    verify: str
    whole: str
    flawed: str
    jobs: str
    job: str
    last_run: str
    next_run: str
    result: str
    results: Mapping[str, str]
    never: str
    run: str
    ran: str
    status: str
    status_lead: str
    scan_id: str
    find: str
    nothing: str
    when: str
    who: str
    what: str
    subject: str
    detail: str
    older: str
    filter: str
    any: str
    category: str
    paper: str
    received: str
    told: str
    told_none: str
    withdrawn: str
    states: Mapping[str, str]
    by_schedule: str
    cases: str
    closed: str
    closed_lead: str
    closed_none: str
    closed_waits: str
    closed_proposed: str
    closed_goes: str
    closed_held: str
    closed_problems: Mapping[str, str]
    company: str
    closed_on: str
    kept_until: str
    letters: str
    decision: str
    propose: str
    approve: str
    keep: str


SWEDISH: Final = StaffTexts(
    title="Posthanteringens insyn",
    sign_in_lead="För den som granskar loggen, sköter jobben eller svarar kunder.",
    user="Användare",
    audit="Logg",
    audit_lead="Vem som har gjort vad med vilken försändelse. Bara egna nummer och ord: "
    "inget ur posten.",
    signed="Signerad till och med post {number}, {at}.",
    unsigned="Inget är signerat ännu.",
    verify="Kontrollera hela kedjan",
    whole="Kedjan är hel, och alla signaturer stämmer.",
    flawed="Kedjan är bruten vid post {number}. Rör inget och larma.",
    jobs="Jobb",
    job="Jobb",
    last_run="Senast",
    next_run="Nästa",
    result="Utfall",
    results={"done": "Klart", "failed": "Misslyckades", "running": "Pågår"},
    never="Aldrig",
    run="Kör nu",
    ran="{job}: {result}",
    status="Försändelse",
    status_lead="Hur långt en försändelse har kommit.",
    scan_id="Skannings-id",
    find="Sök",
    nothing="Det finns ingen försändelse med det numret.",
    when="När",
    who="Vem",
    what="Vad",
    subject="Om",
    detail="Uppgifter",
    older="Äldre",
    filter="Visa",
    any="Alla",
    category="Slag",
    paper="Papperet",
    received="Togs emot",
    told="Aviserades",
    told_none="Ingen avisering",
    withdrawn="Togs tillbaka",
    states={
        "waiting": "väntar",
        "sent": "framme",
        "bounced": "studsade",
        "given_up": "gavs upp",
    },
    by_schedule="schemat",
    cases="{count} brev har lämnats tillbaka av fel mottagare och väntar på utredning. "
    "Först ut: {at}.",
    closed="Stängda brevlådor",
    closed_lead="Brevlådor vars företag inte har hörts av sedan avtalet upphörde och vars brev "
    "ingen "
    "lag längre ber om. En föreslår, en arbetsledare bekräftar; företaget får besked på varje "
    "adress "
    "det lämnade, och breven raderas nittio dagar senare. Pappersoriginal berörs inte.",
    closed_none="Ingen stängd brevlåda väntar på beslut.",
    closed_waits="Väntar på beslut",
    closed_proposed="Föreslagen av {who}",
    closed_goes="Töms {day}: {first} och {second}",
    closed_held="Hålls kvar: ett original är spärrat",
    closed_problems={
        "supervisor_only": "Bara en arbetsledare bekräftar.",
        "second_person": "Den som föreslog kan inte också bekräfta.",
        "legal_hold": "Ett av företagets original är spärrat enligt lag: inget raderas.",
        "not_found": "Brevlådan väntar inte på beslut längre.",
        "state": "Någon annan hann före: se hur det står nu.",
    },
    company="Företag",
    closed_on="Stängdes",
    kept_until="Sparad till",
    letters="Brev",
    decision="Beslut",
    propose="Föreslå tömning",
    approve="Bekräfta tömning",
    keep="Behåll",
)

ENGLISH: Final = StaffTexts(
    title="The mailroom's oversight",
    sign_in_lead="For those who review the log, look after the jobs or answer customers.",
    user="User",
    audit="Log",
    audit_lead="Who has done what with which item. Only numbers and words of ours: "
    "nothing from mail.",
    signed="Signed up to entry {number}, {at}.",
    unsigned="Nothing has been signed yet.",
    verify="Verify the whole chain",
    whole="The chain is whole, and all signatures are right.",
    flawed="The chain is broken at entry {number}. Touch nothing and raise the alarm.",
    jobs="Jobs",
    job="Job",
    last_run="Last",
    next_run="Next",
    result="Outcome",
    results={"done": "Done", "failed": "Failed", "running": "Running"},
    never="Never",
    run="Run now",
    ran="{job}: {result}",
    status="Item",
    status_lead="How far an item has come.",
    scan_id="Scan id",
    find="Find",
    nothing="There is no item with that number.",
    when="When",
    who="Who",
    what="What",
    subject="About",
    detail="Facts",
    older="Older",
    filter="Show",
    any="All",
    category="Kind",
    paper="The paper",
    received="Received",
    told="Notified",
    told_none="No notification",
    withdrawn="Taken back",
    states={
        "waiting": "waiting",
        "sent": "arrived",
        "bounced": "bounced",
        "given_up": "given up",
    },
    by_schedule="the schedule",
    cases="{count} letters were given back by the wrong recipient and await a decision. "
    "First: {at}.",
    closed="Closed mailboxes",
    closed_lead="Mailboxes whose company has not been heard of since its agreement ended, and "
    "whose "
    "letters no law asks for any longer. One proposes, a supervisor confirms; the company is "
    "told at "
    "every address it left, and the letters are deleted ninety days later. Paper is not touched.",
    closed_none="No closed mailbox awaits a decision.",
    closed_waits="Awaits a decision",
    closed_proposed="Proposed by {who}",
    closed_goes="Emptied on {day}: {first} and {second}",
    closed_held="Kept: an original is on legal hold",
    closed_problems={
        "supervisor_only": "Only a supervisor confirms.",
        "second_person": "Who proposed it cannot also confirm it.",
        "legal_hold": "One of the company's originals is on legal hold: nothing is deleted.",
        "not_found": "The mailbox no longer awaits a decision.",
        "state": "Somebody else was first: see how it stands now.",
    },
    company="Company",
    closed_on="Closed",
    kept_until="Kept until",
    letters="Letters",
    decision="Decision",
    propose="Propose emptying",
    approve="Confirm emptying",
    keep="Keep",
)

STAFF: Final[Mapping[str, StaffTexts]] = {"sv": SWEDISH, "en": ENGLISH}
