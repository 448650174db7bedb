"""Giving roles on a shared store, and the list of everybody there. Each is an act like others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.domain.journal import Change, Entry
from workbench.domain.member import LEAST, Member, Role, Task
from workbench.errors import NotFoundError, RoleError, UsageError
from workbench.services.roles import may_give_roles, member_called
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody at a shared store, as the list of roles has it."""

    member: Member
    is_owner: bool
    is_in_group: bool
    """Whether the system lists the account among those who may work here."""


def give_role(bench: Workbench, name: str, role: Role) -> Entry | None:
    """Give somebody a role; None where they were given it already. Raises RoleError unless the one
    who owns the database acts, NotFoundError for a name that no account has."""
    member = _known(bench, name)
    return _set(bench, replace(member, role=role, by=bench.analyst), f"{name}: {role.value}")


def end_work(bench: Workbench, name: str) -> Entry | None:
    """Note that somebody does not work here any more; None where that is noted. Raises as
    `give_role` does."""
    member = _known(bench, name)
    return _set(bench, replace(member, is_active=False, by=bench.analyst), f"{name} left")


def take_up_work(bench: Workbench, name: str) -> Entry | None:
    """Note that somebody works here again, in the role of before; None where nobody noted that they
    left. Raises as `give_role` does."""
    member = _known(bench, name)
    if member.is_active:
        return None
    return _set(bench, replace(member, is_active=True, by=bench.analyst), f"{name} is back")


def standings(bench: Workbench) -> list[Standing]:
    """Everybody who has a role, may work here or made something, by name."""
    sharing = bench.store.sharing
    given = {member.analyst: member for member in bench.store.members.all()}
    grouped = sharing.accounts() if bench.is_shared else set[str]()
    names = grouped | given.keys() | {bench.analyst} | set(bench.store.journal.analysts())
    owner = sharing.owner
    return [
        Standing(member_called(bench.store, name), name == owner, name in grouped)
        for name in sorted(names)
    ]


def check_at_work(bench: Workbench, names: Iterable[str]) -> None:
    """Refuse to give work on a shared store to whom it never reaches. Raises NotFoundError for a
    name that no account has, RoleError for who left or only reads."""
    if not bench.is_shared:
        return
    for name in names:
        member = _called(bench, name)
        if not member.acts_as.reaches(LEAST[Task.RECORD]):
            what = "only reads here" if member.is_active else "does not work here any more"
            raise RoleError(f"{name} {what}", "Name somebody else.")


def _known(bench: Workbench, name: str) -> Member:
    """Whom the owner gives a role."""
    owner = bench.store.sharing.owner
    if not bench.is_shared:
        raise UsageError(
            "no group shares this database, so everybody may do everything here",
            "Share it first: workbench share GROUP.",
        )
    if not may_give_roles(bench.store):
        raise RoleError(f"roles are given by {owner}, who owns the database")
    if name == owner:
        raise UsageError(f"{name} owns the database, and may do everything", "Name somebody else.")
    return _called(bench, name)


def _called(bench: Workbench, name: str) -> Member:
    """Somebody who has an account, or made something here before it went."""
    if not (bench.store.sharing.knows(name) or name in bench.store.journal.analysts()):
        raise NotFoundError(f"no account is called {name}", "Names on a shared store are accounts.")
    return member_called(bench.store, name)


def _set(bench: Workbench, member: Member, about: str) -> Entry | None:
    before = bench.store.members.called(member.analyst)
    if before and (before.role, before.is_active) == (member.role, member.is_active):
        return None
    record = before.to_record() if before else None
    return bench.act("role", [Change("member", member.uid, record, member.to_record())], about)
