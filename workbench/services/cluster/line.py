"""The line to a cluster: the only importer of Dask. Bytes go over it and come back, by keys that
name nothing; every way in which it can fail becomes an error of ours.

Messages of others never reach the terminal: Dask would print what a worker asks it to, warn, and
log; it is kept from all three.
"""

from __future__ import annotations

import logging
import uuid
import warnings
from collections.abc import Callable
from contextlib import ExitStack, suppress
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import dask
from distributed import CancelledError, Client, Future, Security

from workbench.domain.span import shorten
from workbench.domain.text import safe_line
from workbench.errors import BusyError, DataError, UsageError
from workbench.intake.readers import PACKAGE
from workbench.services.cluster.batches import Version, refusal_of
from workbench.services.cluster.guard import nothing_unpickled
from workbench.services.cluster.there import find_there, version_there

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONNECT_SECONDS = 10
_LOOK_SECONDS = 5
"""Between two looks whether anybody works on what is waited for."""
_WITHOUT_WORKERS_SECONDS = 60
_CLOSE_SECONDS = 3
_MEMORY = ("msgpack",)
"""How results may come: as plain bytes."""
_RUN_AGAIN = "What was found is kept; run it again: it goes on where it stopped."


class DiedError(Exception):
    """Workers died while they ran a task, again and again."""


class _QuietClient(Client):  # type: ignore[misc, unused-ignore]
    """Dask's client, deaf to what workers would have it print; it knows when it hears no more."""

    is_deaf = False

    def __del__(self) -> None:
        """It was closed, or its scheduler is gone: Dask's own would try again, and tell."""

    async def _handle_event(self, topic: str, event: object) -> None:
        return

    async def _handle_report(self) -> None:
        try:
            await super()._handle_report()  # type: ignore[no-untyped-call, unused-ignore]
        finally:
            self.is_deaf = True


class Line:
    """An open line to the scheduler at an address."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._stack = ExitStack()
        self._run = uuid.uuid4().hex
        self._sent = 0

    def __enter__(self) -> Self:
        """Connect, and see that all who are there have this very extractor."""
        with self._stack:
            self._stack.enter_context(nothing_unpickled())
            _silence()
            self._client = self._connected()
            self._stack.callback(self._close)
            self._wait_for_workers()
            self._compare()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def threads(self) -> int:
        """How many tasks the cluster works on at once, as it stood a moment ago."""
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return max(1, sum(int(one["nthreads"]) for one in workers))

    def send(self, batch: bytes) -> Future[bytes]:
        """Have the facts of a batch looked for."""
        self._sent += 1
        key = f"facts-{self._run}-{self._sent}"
        try:
            return self._client.submit(find_there, batch, key=key, pure=False)
        except Exception as error:  # whatever Dask raises where its scheduler is gone
            raise self._gone() from error

    def answer(self, sent: Future[bytes]) -> object:
        """What came back. Raises DiedError; BusyError where nobody answers any more."""
        idle_since = None
        while True:
            if self._is_done(sent):
                if sent.status == "error":
                    raise self._failure(sent)
                with suppress(TimeoutError):
                    return self._fetched(sent)
            idle_since = None if self._count_workers() else idle_since or monotonic()
            if idle_since and monotonic() - idle_since > _WITHOUT_WORKERS_SECONDS:
                raise BusyError(f"no worker is left at {self._address}", _RUN_AGAIN)

    def _fetched(self, sent: Future[bytes]) -> object:
        """What a task that ended came to; found anew where the worker that had it is gone. Raises
        TimeoutError."""
        try:
            return sent.result(timeout=_WITHOUT_WORKERS_SECONDS)
        except TimeoutError:
            raise
        except Exception as error:
            raise (self._failure(sent) if sent.status == "error" else self._gone()) from error

    def quieten(self, sent: Iterable[Future[bytes]]) -> None:
        """Wait until nobody works on these any more."""
        for one in sent:
            while not self._is_done(one):
                self._count_workers()

    def _is_done(self, sent: Future[bytes]) -> bool:
        """Whether a task ended, after waiting a little for it. Raises BusyError."""
        try:
            sent.exception(timeout=_LOOK_SECONDS)
        except TimeoutError:
            return False
        except CancelledError as error:
            raise self._gone() from error
        return True

    def _failure(self, sent: Future[bytes]) -> Exception:
        """Why a task has no answer: of the error that came, which is a pickle, no more is read
        than whether it is Dask's word for dead workers."""
        came = sent.exception(timeout=_LOOK_SECONDS)
        if came is not None and any(b"KilledWorker" in one for one in came.args if _is_bytes(one)):
            return DiedError()
        return DataError(
            f"the cluster at {self._address} cannot run what this workbench sends",
            f"Install {Version()} there, the scheduler's machine included.",
        )

    def _connected(self) -> _QuietClient:
        try:
            security = Security(require_encryption=self._address.startswith("tls:"))
            if security.require_encryption:
                self._check_certificates(security)
            return _QuietClient(  # type: ignore[no-untyped-call, unused-ignore]
                self._address, security=security, timeout=_CONNECT_SECONDS, set_as_default=False,
                deserializers=_MEMORY, direct_to_workers=False, name="workbench",
            )  # fmt: skip
        except UsageError:
            raise
        except Exception as error:  # a foreign library before a foreign machine: anything may come
            raise BusyError(
                f"no scheduler answers at {self._address} ({_told(error)})",
                "See that it runs there, that its certificates and those in Dask's configuration "
                "have one authority, and that it is written tls:// where it listens with them.",
            ) from error

    def _check_certificates(self, security: Security) -> None:
        try:
            context = security.get_connection_args("client")["ssl_context"]
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(
                f"the certificates that Dask's configuration names cannot be used ({_told(error)})",
                "See distributed.comm.tls there; docs/cluster.md.",
            ) from error
        if context is None:
            raise UsageError(
                "Dask's configuration names no certificates for tls://",
                "Set distributed.comm.tls there: ca-file, client.cert, client.key; "
                "docs/cluster.md.",
            )

    def _wait_for_workers(self) -> None:
        begun = monotonic()
        while not self._count_workers():
            if monotonic() - begun > _CONNECT_SECONDS:
                raise BusyError(
                    f"the scheduler at {self._address} has no workers", "Start some, and try again."
                )
            with suppress(Exception):
                self._client.wait_for_workers(1, timeout=1)

    def _count_workers(self) -> int:
        """How many there are. Raises BusyError where the scheduler is gone."""
        if self._client.is_deaf or self._client.status not in ("running", "connecting"):
            raise self._gone()
        try:
            return len(self._client.scheduler_info(n_workers=-1)["workers"])
        except Exception as error:
            raise self._gone() from error

    def _compare(self) -> None:
        """Refuse a cluster that finds other facts, before a text goes there. Raises DataError."""
        there = self._asked(lambda: self._client.run(version_there, on_error="return"))
        for worker, answer in sorted(there.items()):
            where = f"the worker {safe_line(shorten(str(worker), 60))}"
            try:
                theirs = Version.from_bytes(answer)
            except (ValueError, TypeError):
                raise self._refusal(worker, where) from None
            if theirs != Version():
                raise refusal_of(theirs, where)

    def _refusal(self, worker: str, where: str) -> DataError:
        """Why a worker cannot say which extractor it has."""
        asked = self._asked(lambda: self._client.get_versions(packages=[PACKAGE]))
        installed = asked["workers"].get(worker, {}).get("packages", {}).get(PACKAGE)
        has = f"workbench {safe_line(shorten(str(installed), 20))}" if installed else "no workbench"
        return DataError(
            f"{where} has {has} that could be used, here is {Version()}",
            "Install the same version on both sides.",
        )

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except Exception as error:
            raise self._gone() from error

    def _gone(self) -> BusyError:
        return BusyError(f"the scheduler at {self._address} is gone", _RUN_AGAIN)

    def _close(self) -> None:
        with suppress(Exception):  # it ends, whether the other side hears of it or not
            self._client.close(timeout=_CLOSE_SECONDS)  # type: ignore[no-untyped-call, unused-ignore]


def _is_bytes(value: object) -> bool:
    return isinstance(value, bytes | bytearray)


def _told(error: Exception) -> str:
    """What a foreign error says, as far as it fits a line."""
    words = " ".join(str(error).split()) or type(error).__name__
    return safe_line(shorten(words, 160))


def _silence() -> None:
    """Dask says nothing by itself from now on."""
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})
    warnings.filterwarnings("ignore", module=r"(distributed|dask|tornado)\b")
    for name in ("distributed", "tornado", "dask", "asyncio"):
        for known in [name, *logging.root.manager.loggerDict]:
            if known == name or known.startswith(f"{name}."):
                logger = logging.getLogger(known)
                logger.handlers = [logging.NullHandler()]
                logger.propagate = False
