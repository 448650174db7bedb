"""Who may do what on a shared store: the one place that is asked. Elsewhere everybody may all.

The one who owns the database may do what a supervisor may, and alone gives roles: that is the
account that can take all of it away. Whoever was given none is an analyst. Knows no workbench,
which asks here with each act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.member import LEAST, Member, Role, Task
from workbench.errors import RoleError, WorkbenchError
from workbench.verbs import Access

if TYPE_CHECKING:
    from workbench.verbs.store import Place, Store


def require(store: Store, analyst: str, task: Task) -> None:
    """Raise RoleError where the analyst's role does not allow something."""
    if store.place.is_shared and not store.sharing.is_owner:
        _refuse_below(store, analyst, task)


def require_of(store: Store, task: Task) -> None:
    """As `require`, of the account that runs this: on a shared store that is who acts."""
    require(store, store.sharing.acts, task)


def require_at(place: Place, task: Task) -> None:
    """As `require_of`, of a database that is not open: where nobody can tell a role any more, as of
    a damaged one, it is its owner's."""
    if not place.is_shared or not place.is_there or place.sharing.is_owner:
        return
    try:
        with place.open(Access.READ) as store:
            _refuse_below(store, store.sharing.acts, task)
    except RoleError:
        raise
    except WorkbenchError as error:
        raise RoleError(
            f"{task.value} is for {place.sharing.owner}, who owns {place}, while roles cannot "
            f"be read ({error.what})"
        ) from error


def require_owner_stays(place: Place) -> None:
    """Raise RoleError where another file in the place of a shared one would be somebody else's, who
    would give the roles then: only root can give a file away."""
    if place.is_there and place.is_shared and not place.sharing.is_owner:
        owner, acts = place.sharing.owner, place.sharing.acts
        raise RoleError(
            f"{owner} owns {place}, and what {acts} puts there would be {acts}'s, roles and all",
            f"Let {owner} restore it, or root, who leaves it {owner}'s.",
        )


def may_give_roles(store: Store) -> bool:
    """Whether who runs this may change roles."""
    return not store.place.is_shared or store.sharing.is_owner


def keep_to_reading(store: Store, analyst: str) -> bool:
    """Let the store take no changes where the analyst may only read; whether that is so."""
    try:
        require(store, analyst, Task.RECORD)
    except RoleError as error:
        store.refuse_changes(error.what)
        return True
    return False


def member_called(store: Store, name: str) -> Member:
    """Somebody with the role that was given, or that everybody has."""
    return store.members.called(name) or Member(name, Role.ANALYST, "")


def _refuse_below(store: Store, analyst: str, task: Task) -> None:
    member, least = member_called(store, analyst), LEAST[task]
    if member.acts_as.reaches(least):
        return
    what = f"{analyst} is here as {member.role.value}"
    if not member.is_active:
        what = f"{analyst} does not work here any more"
    raise RoleError(
        f"{what}, and {task.value} is for {least.value}s",
        f"{store.sharing.owner} owns the database and gives roles: workbench team roles.",
    )
