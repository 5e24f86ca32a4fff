"""The student's answer as a check sees it: functions that may live in this process or behind a boundary.

A check calls ``answer.softmax(x)``. The arguments travel as copies, plain data comes back, and any other
object stays where it is and comes back as a `Handle`. Both kinds of transport go through the same codec,
so a check has the same outcome in a student's notebook and in grading.
"""

import builtins
import functools
import io
import pickle
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import cloudpickle
import torch

from autograder import wire
from autograder.describe import describe_call
from autograder.errors import CheckFault
from autograder.kinds import misfit
from autograder.manifest import Facts


class AnswerFailure(Exception):
    """The answer did something that leaves no value to compare; ``str`` is the sentence for the student."""

    trace: str = ""
    """The student's own lines that led there."""


class AnswerRaised(AnswerFailure):
    """The student's code raised an exception; also an instance of that builtin exception's type."""

    def __init__(self, call: str, kind: str, message: str, trace: str) -> None:
        self.call, self.kind, self.message, self.trace = call, kind, message, trace
        super().__init__(f"{call} raised {kind}" + (f": {message}" if message else ""))


class AnswerMisfit(AnswerFailure):
    """The answer returned another kind of thing than its signature promises."""


class AnswerStopped(AnswerFailure):
    """The call went over its budget, or its process ended."""


class AnswerForbidden(AnswerFailure):
    """The student's code used what the exercise forbids."""


class Transport(Protocol):
    """Carries one request to the student's code and its reply back."""

    def begin_check(self) -> None:
        """Start the budget of the next check."""

    def exchange(self, request: bytes, call_back: Callable[[bytes], bytes]) -> bytes:
        """Return the reply; answer calls to the judge's callables by ``call_back`` meanwhile."""

    def cpu_seconds(self) -> float:
        """Return the CPU time that the process with the student's code has used so far."""


@dataclass(frozen=True)
class HandleRef:
    """Names, in a request, an object kept beside the student's code."""

    number: int


@dataclass(frozen=True)
class CallbackRef:
    """Names, in a request, a function that stays with the judge."""

    number: int


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]  # cloudpickle has no types
    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, torch.storage.TypedStorage) and obj._untyped_storage.device.type == "cpu":
            # torch's own way goes through its file format: 0.3 ms a tensor on either side.
            return wire.storage_of, (obj.dtype, wire.bytes_of(obj))
        module = getattr(obj, "__module__", None) if isinstance(obj, types.FunctionType | type) else None
        if isinstance(module, str):
            if module.startswith("reference.") and not module.rpartition(".")[2].startswith("test_"):
                raise CheckFault(f"a check would send {module}.{obj.__name__} to the student's process")
            if module.rpartition(".")[2].startswith("test_") and module in sys.modules:
                cloudpickle.register_pickle_by_value(sys.modules[module])
        return super().reducer_override(obj)


def pack(request: object) -> bytes:
    """Pickle a request for the candidate; functions of check files travel by value."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(request)
    return buffer.getvalue()


MESSAGE, TRACE = 500, 1000
"""Characters of what student code says that are kept."""
LIBRARIES = ("torch", "numpy", "math", "operator", "builtins", "autograder")


def _stays_here(value: object) -> bool:
    """Tell whether a callable belongs to a check and is called back rather than sent."""
    if isinstance(value, functools.partial):
        return _stays_here(value.func)
    if not isinstance(value, types.FunctionType | types.MethodType):
        return False
    return (value.__module__ or "").partition(".")[0] not in LIBRARIES or ".checks." in value.__module__


last_call: list[str] = []
"""What the current check called last, for messages; the runner clears it before each check."""
last_inputs: dict[str, torch.Tensor] = {}
"""The tensors among that call's arguments by parameter name, for diagnoses: a bias that was not added."""


MOST_EXCHANGES, MOST_BYTES = 64, 4 * 2**20


@dataclass(frozen=True)
class Exchange:
    """One request to the student's code and what came back, kept to be put to other answers as well."""

    request: bytes
    call_back: Callable[[bytes], bytes]
    reply: bytes
    call: str
    """What was called, as a message says it; "" for `Answer.run`."""


class Answer:
    """Give access to everything the student defined, by name."""

    def __init__(self, transport: Transport, facts: Facts) -> None:
        self._transport, self._facts = transport, facts
        self._exchanges: list[Exchange] = []
        """The first of the current check, as far as they are few and small."""
        self._bytes = 0
        """What all of them hold, those that are not kept too: after the first that is not kept, none is."""
        self._first = True
        """Whether the next request is the first of its check."""

    def __getattr__(self, name: str) -> "Function":
        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self, name)

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run ``function(answer, *args)`` beside the student's code and return its plain data.

        For work that must happen there: training loops, environments, identity of objects. The function
        is sent by value; ``answer`` there gives the student's real functions.
        """
        if not last_call:
            last_call[:] = [self._facts.id]
        return self._request("run", function, args, kwargs, call="")

    def _begin_check(self) -> None:
        """Start the budget of the next check; the runner says when."""
        self._exchanges, self._bytes, self._first = [], 0, True
        self._transport.begin_check()

    def _keep(self, exchange: Exchange) -> None:
        self._bytes += len(exchange.request) + len(exchange.reply)
        if len(self._exchanges) < MOST_EXCHANGES and self._bytes < MOST_BYTES:
            self._exchanges.append(exchange)

    def cpu_seconds(self) -> float:
        """Return the CPU time used so far by the process that runs the student's code."""
        return self._transport.cpu_seconds()

    def parameters(self, name: str) -> tuple[str, ...]:
        """Return the parameter names of the exercise's own function, () for any other."""
        return self._facts.parameters if name == self._facts.id else ()

    def _call(self, op: str, target: object, args: Any, kwargs: Any, label: str) -> Any:
        self._remember(label, args, kwargs, self.parameters(label) if op == "call" else ())
        value = self._request(op, target, args, kwargs, last_call[-1])
        if op == "call" and target == self._facts.id and (fault := misfit(self._facts.returns, value)):
            raise AnswerMisfit(f"{last_call[-1]} {fault}")
        return value

    def _call_many(self, name: str, calls: list[tuple[Any, Any]]) -> list[Any]:
        """Call the student's function once for each (args, kwargs), in one exchange."""
        args, kwargs = calls[0]
        self._remember(name, args, kwargs, self.parameters(name))
        values = self._request("many", name, calls, {}, last_call[-1])
        if not isinstance(values, list) or len(values) != len(calls):
            raise AnswerStopped(f"{name} sent back {len(calls)} results in a form that cannot be read")
        for value in values:
            if name == self._facts.id and (fault := misfit(self._facts.returns, value)):
                raise AnswerMisfit(f"{last_call[-1]} {fault}")
        return values

    def _remember(self, name: str, args: Any, kwargs: dict[str, Any], parameters: tuple[str, ...]) -> None:
        """Keep what a message about this call needs."""
        last_call[:] = [describe_call(name, parameters, args, kwargs)]
        last_inputs.clear()
        for label, value in [*zip(parameters, args, strict=False), *kwargs.items()]:
            if isinstance(value, torch.Tensor):
                last_inputs[label] = value

    def _look(self, op: str, target: "Handle", args: tuple[Any, ...], label: str) -> Any:
        return self._request(op, target, args, {}, label)

    def _request(self, op: str, target: object, args: Any, kwargs: Any, call: str) -> Any:
        callbacks: list[Callable[..., Any]] = []
        failures: list[AssertionError] = []

        def travel(value: Any) -> Any:
            if isinstance(value, Handle):
                return HandleRef(value._number)
            if isinstance(value, Function):
                raise CheckFault(f"{value.name} cannot be an argument: use answer.run")
            if _stays_here(value):
                callbacks.append(value)
                return CallbackRef(len(callbacks) - 1)
            if type(value) in (list, tuple):
                return type(value)(travel(item) for item in value)
            if type(value) is dict:
                return {key: travel(item) for key, item in value.items()}
            return value

        def call_back(data: bytes) -> bytes:
            number, call_args, call_kwargs = wire.decode(data, self._handle)
            if type(number) is not int or not 0 <= number < len(callbacks):
                raise wire.Malformed(f"no callback {number!r}")
            try:
                return pack(("value", travel(callbacks[number](*call_args, **call_kwargs))))
            except AssertionError as failure:  # the check's own verdict on what it was called with
                failures.append(failure)
                return pack(("raised", type(failure).__name__, str(failure)))
            except Exception as error:  # called with something it cannot use: an error in the student's code
                return pack(("raised", type(error).__name__, str(error)))

        target = travel(target) if op != "run" else target
        request = pack((op, target, travel(args), travel(kwargs), self._first))
        self._first = False
        try:
            data = self._transport.exchange(request, call_back)
            self._keep(Exchange(request, call_back, data, call))
            if failures:
                raise failures[0]
            return _value(wire.decode(data, self._handle), call or last_call[-1])
        except wire.Malformed as error:
            raise AnswerStopped(
                f"{call or self._facts.id} sent back something unreadable ({str(error)[:100]})"
            ) from None

    def _handle(self, number: int, kind: str) -> "Handle":
        return Handle(self, number, kind)


def _value(reply: Any, call: str) -> Any:
    """Return the reply's value or raise what it reports; the candidate may say anything, and at any length."""
    if not isinstance(reply, dict) or len(reply) != 1:
        raise wire.Malformed("a reply is a dictionary of one")
    ((kind, content),) = reply.items()
    if kind == "value":
        return content
    if kind == "raised" and isinstance(content, list) and len(content) == 3:
        types, message, trace = content
        names = [str(name)[:100] for name in types[:50]] if isinstance(types, list) and types else ["Exception"]
        raise _raised(names)(call, names[0], str(message)[:MESSAGE], str(trace)[:TRACE])
    if kind == "forbidden":
        raise AnswerForbidden(str(content)[:MESSAGE])
    if kind == "stopped":
        raise AnswerStopped(f"{call} {str(content)[:MESSAGE]}")
    raise wire.Malformed(f"unknown reply {str(kind)[:20]}")


def _raised(names: list[str]) -> type[AnswerRaised]:
    """Return AnswerRaised combined with the first builtin exception among the names of its types."""
    found = (_combined(name) for name in names if isinstance(getattr(builtins, name, None), type))
    return next(found, AnswerRaised)


@functools.cache
def _combined(name: str) -> type[AnswerRaised]:
    """Return AnswerRaised and the builtin exception in one, so that pytest.raises works."""
    builtin = getattr(builtins, name)
    if not issubclass(builtin, Exception) or builtin is Exception:
        return AnswerRaised
    try:
        combined = type(name, (AnswerRaised, builtin), {"__str__": Exception.__str__})
        combined("call", name, "message", "trace")
    except TypeError:  # built in a way of their own (OSError, UnicodeError, ExceptionGroup, ...)
        return AnswerRaised
    return combined


class Function:
    """One function or class of the answer; calling it calls the student's code."""

    def __init__(self, answer: Answer, name: str) -> None:
        self.answer, self.name = answer, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.answer._call("call", self.name, args, kwargs, self.name)

    def many(self, calls: list[tuple[Any, Any]]) -> list[Any]:
        """Return the results of one call per (args, kwargs), at a tenth of the cost of single calls."""
        return self.answer._call_many(self.name, calls)


class Handle:
    """An object that stays beside the student's code: call it, read its attributes, index it."""

    def __init__(self, answer: Answer, number: int, kind: str) -> None:
        self._answer, self._number, self._kind = answer, number, kind

    def __repr__(self) -> str:
        return f"<{self._kind} object>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._answer._look("get", self, (name,), f"{self._kind}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._answer._call("apply", self, args, kwargs, f"{self._kind}(...)")

    def __getitem__(self, key: Any) -> Any:
        return self._answer._look("item", self, (key,), f"{self._kind}[{key!r}]")

    def __len__(self) -> int:
        length = self._answer._look("length", self, (), f"len({self._kind})")
        if type(length) is not int:
            raise wire.Malformed("a length is an integer")
        return length
