"""What the screen of our own people says."""

from collections.abc import Mapping
from typing import Final

from mailroom.domain.people import Role
from ui.people import Did, Step
from ui.texts.phrase import Phrase

NAME: Final = Phrase("Personal", "People")
ASKS: Final[Mapping[Step, Phrase]] = {
    Step.LIST: Phrase("Välj en person", "Choose a person"),
    Step.USER: Phrase(
        "Användarnamn för den nya: små bokstäver utan mellanslag",
        "User name of the new person: small letters without spaces",
    ),
    Step.NAME: Phrase("Hela namnet på {user}", "The whole name of {user}"),
    Step.ROLE: Phrase(
        "Siffran ger {user} rollen, eller tar den", "The digit gives {user} the role, or takes it"
    ),
    Step.LOCK: Phrase(
        "Enter låser {user} ute, eller släpper in igen",
        "Enter locks {user} out, or lets them in again",
    ),
    Step.SECRET: Phrase("Enter ger {user} ett nytt lösenord", "Enter gives {user} a new password"),
}
TITLE: Final = Phrase("Personal", "People")
NOTE: Final = Phrase("{count} personer, {locked} utelåsta", "{count} people, {locked} locked out")
ROLES: Final[Mapping[Role, Phrase]] = {
    Role.OPERATOR: Phrase("Operatör", "Operator"),
    Role.CLERK: Phrase("Arkiv och utskick", "Clerk"),
    Role.SUPERVISOR: Phrase("Arbetsledare", "Supervisor"),
    Role.ADMINISTRATOR: Phrase("Administratör", "Administrator"),
    Role.CLEARED: Phrase("Får se skyddad post", "May see restricted mail"),
}
NO_ROLE: Final = Phrase("ingen roll", "no role")
LOCKED: Final = Phrase("utelåst", "locked out")
HAS: Final = Phrase("har", "has it")
HAS_NOT: Final = Phrase("har inte", "does not have it")
FROM: Final = Phrase("Inhyrd från {organisation}", "From {organisation}")
MAY_NOT: Final = Phrase(
    "Utelåst: ingen ny inloggning, och inget mer i den som pågick.",
    "Locked out: no new sign-in, and nothing more in the one that was.",
)
HOLDS_AT_ONCE: Final = Phrase(
    "En roll som ges eller tas gäller från personens nästa tangent.",
    "A role given or taken holds from the person's next key on.",
)
SECRET: Final = Phrase("Första lösenord för {user}:", "First password of {user}:")
TOLD_ONCE: Final = Phrase(
    "Det visas bara nu och sparas inte. Skriv av det och lämna det till personen.",
    "It is shown only now and kept nowhere. Write it down and hand it to the person.",
)
HINTS: Final[Mapping[str, Phrase]] = {
    "F2": Phrase("Ny", "New"),
    "F3": Phrase("Roller", "Roles"),
    "F4": Phrase("Lås", "Lock"),
    "F5": Phrase("Lösenord", "Password"),
}
SAID: Final[Mapping[Did, Phrase]] = {
    Did.READY: Phrase("Redo", "Ready"),
    Did.ASKING: Phrase("Frågar centralen …", "Asking the central system …"),
    Did.ADDED: Phrase("Klart. Skriv av lösenordet.", "Done. Write the password down."),
    Did.ROLE_SET: Phrase("Rollen är ändrad.", "The role is changed."),
    Did.LOCKED: Phrase("Personen är utelåst.", "The person is locked out."),
    Did.UNLOCKED: Phrase("Personen kan logga in igen.", "The person can sign in again."),
}
REFUSED: Final[Mapping[str, Phrase]] = {
    "40900": Phrase("Det användarnamnet är upptaget.", "That user name is taken."),
    "40000": Phrase(
        "Användarnamnet har små bokstäver a till z, siffror, punkt och bindestreck.",
        "A user name has small letters a to z, digits, dots and hyphens.",
    ),
    "40930": Phrase(
        "Då blir ingen administratör kvar. Ge först någon annan den rollen.",
        "Nobody would be left to administer. Give somebody else that role first.",
    ),
}
"""By the backend's own number."""
