"""Carries out the judge's requests beside the student's code."""

import builtins
import linecache
import pickle
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder import wire
from autograder.answer import CallbackRef, HandleRef
from autograder.candidate.forbid import Forbidden, Watch, look_at_source

ENGINE = str(Path(__file__).parent.parent)

CallBack = Callable[[bytes], bytes]


class OverBudget(BaseException):
    """Raised inside a call that runs too long or prints too much; no ``except Exception`` swallows it."""


class Missing(Exception):
    """The student's code does not define what the judge asks for."""


class Servant:
    """Holds one student's namespace and the objects kept for the judge."""

    def __init__(self, namespace: dict[str, Any], forbid: Sequence[str] = ()) -> None:
        self.namespace, self.forbid = namespace, tuple(forbid)
        self.kept: list[object] = []
        self._looked_at: list[object] = []

    def perform(self, request: bytes, call_back: CallBack) -> bytes:
        """Carry out one request of the judge and return the encoded reply."""
        try:
            op, target, args, kwargs, is_first = pickle.loads(request)  # from the judge, which is trusted
            if is_first:  # each check numbers its objects anew, so that its requests mean the same for any answer
                self.kept.clear()
            args, kwargs = self._arrive(args, call_back), self._arrive(kwargs, call_back)
            value = self._carry_out(op, target, args, kwargs)
            return wire.encode({"value": value}, self._keep)
        except Forbidden as error:
            reply: dict[str, object] = {"forbidden": str(error)}
        except wire.Unsendable as error:
            reply = {"stopped": f"returned a value that {error}"}
        except (OverBudget, Missing) as error:
            reply = {"stopped": str(error)}
        except SystemExit:
            reply = {"stopped": "tried to end Python (SystemExit); a function returns instead"}
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # whatever student code raises is a result
            reply = {"raised": report(error)}
        return wire.encode(reply, self._keep)

    def _carry_out(self, op: str, target: Any, args: Any, kwargs: Any) -> object:
        if op == "run":
            return target(Beside(self), *args, **kwargs)
        if op == "call":
            return self.call(target, args, kwargs)
        if op == "many":
            return [self.call(target, *one) for one in args]
        thing = self._arrive(target, _no_call_back)
        if op == "get":
            return getattr(thing, args[0])
        if op == "apply":
            with Watch(self.forbid):
                return thing(*args, **kwargs)
        if op == "item":
            return thing[args[0]]
        if op == "length":
            return len(thing)
        raise ValueError(f"unknown request {op!r}")

    def call(self, name: str, args: Any, kwargs: Any) -> object:
        """Call the student's function ``name`` and hold it to what the exercise forbids."""
        if name not in self.namespace:
            raise Missing(f"cannot be called: no cell that ran defines {name}")
        function = self.namespace[name]
        if not callable(function):
            raise TypeError(f"{name} is {type(function).__name__}, not a function")
        if self.forbid and not any(seen is function for seen in self._looked_at):
            look_at_source(function, self.forbid)
            self._looked_at.append(function)
        with Watch(self.forbid):
            return function(*args, **kwargs)

    def _keep(self, value: object) -> int:
        self.kept.append(value)
        return len(self.kept) - 1

    def _arrive(self, value: Any, call_back: CallBack) -> Any:
        """Replace references in a request by what they name."""
        if isinstance(value, HandleRef):
            return self.kept[value.number]
        if isinstance(value, CallbackRef):
            return self._caller(value.number, call_back)
        if type(value) in (list, tuple):
            return type(value)(self._arrive(item, call_back) for item in value)
        if type(value) is dict:
            return {key: self._arrive(item, call_back) for key, item in value.items()}
        return value

    def _caller(self, number: int, call_back: CallBack) -> Callable[..., Any]:
        def ask_the_judge(*args: Any, **kwargs: Any) -> Any:
            data = wire.encode([number, list(args), kwargs], self._keep)
            kind, *content = pickle.loads(call_back(data))
            if kind == "raised":
                error = getattr(builtins, content[0], None)
                raise (error if isinstance(error, type) and issubclass(error, Exception) else RuntimeError)(
                    content[1]
                )
            return self._arrive(content[0], call_back)

        return ask_the_judge


class Beside:
    """What a function of ``answer.run`` gets as ``answer``: the student's real functions."""

    def __init__(self, servant: Servant) -> None:
        self._servant = servant

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            return self._servant.call(name, args, kwargs)

        return function

    def unwatched(self, name: str) -> Any:
        """Return the student's own object, for timing: nothing stands between caller and code."""
        return self._servant.namespace[name]


def _no_call_back(data: bytes) -> bytes:
    raise RuntimeError("no callable was passed")


def report(error: BaseException) -> list[object]:
    """Return names of the error's types, its message and the student's own lines, as plain data."""
    names = [kind.__name__ for kind in type(error).__mro__]
    try:
        message = str(error)[:500]
    except BaseException:  # an exception class of the student's may fail here
        message = ""
    return [names, message, own_lines(error)]


def own_lines(error: BaseException, limit: int = 4) -> str:
    """Return the lines of the student's own code in a traceback, innermost last."""
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        ours = frame.filename.startswith(ENGINE) or Path(frame.filename).name.startswith("test_")
        if ours or "site-packages" in frame.filename or "/lib/python" in frame.filename:
            continue
        text = linecache.getline(frame.filename, frame.lineno or 0).strip() or (frame.line or "")
        lines.append(f"line {frame.lineno} in {frame.name}: {text[:160]}")
    return "\n".join(lines[-limit:])
