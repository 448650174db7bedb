"""Who may do what on a shared store: the one place that is asked. Elsewhere everybody may all.

The one who owns the file may do what a supervisor may, and alone gives roles: that is the account
that can take the whole file away. Whoever was given none is an analyst. Knows no workbench, which
asks here with each act.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.member import LEAST, Member, Role, Task
from workbench.errors import RoleError, WorkbenchError
from workbench.store import Access, open_store
from workbench.store.opening import is_shared
from workbench.store.sharing import is_owner, known_as, runs_this

if TYPE_CHECKING:
    from workbench.verbs.store import Store


def require(store: Store, analyst: str, task: Task) -> None:
    """Raise RoleError where the analyst's role does not allow something."""
    if is_shared(store.path) and not is_owner(store.path):
        _refuse_below(store, analyst, task)


def require_of(store: Store, task: Task) -> None:
    """As `require`, of the account that runs this: on a shared store that is who acts."""
    require(store, runs_this(), task)


def require_at(path: Path, task: Task) -> None:
    """As `require_of`, of a database that is not open: where nobody can tell a role any more, as of
    a damaged one, it is its owner's."""
    if not is_shared(path) or not path.exists() or is_owner(path):
        return
    try:
        with open_store(path, Access.READ) as store:
            _refuse_below(store, runs_this(), task)
    except RoleError:
        raise
    except WorkbenchError as error:
        raise RoleError(
            f"{task.value} is for {owner_of(path)}, who owns {path}, while roles cannot be read "
            f"({error.what})"
        ) from error


def require_owner_stays(path: Path) -> None:
    """Raise RoleError where another file in the place of a shared one would be somebody else's, who
    would give the roles then: only root can give a file away."""
    if path.exists() and is_shared(path) and not is_owner(path):
        owner, acts = owner_of(path), runs_this()
        raise RoleError(
            f"{owner} owns {path}, and what {acts} puts there would be {acts}'s, roles and all",
            f"Let {owner} restore it, or root, who leaves it {owner}'s.",
        )


def may_give_roles(path: Path) -> bool:
    """Whether who runs this may change roles."""
    return not is_shared(path) or is_owner(path)


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


def owner_of(path: Path) -> str:
    """The account that owns a database."""
    return known_as(path.stat().st_uid)


def _refuse_below(store: Store, analyst: str, task: Task) -> None:
    member, least = member_called(store, analyst), LEAST[task]
    if member.acts_as.reaches(least):
        return
    what = f"{analyst} is here as {member.role.value}"
    if not member.is_active:
        what = f"{analyst} does not work here any more"
    raise RoleError(
        f"{what}, and {task.value} is for {least.value}s",
        f"{owner_of(store.path)} owns the database and gives roles: workbench team roles.",
    )
