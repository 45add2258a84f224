"""Every error that onrecord raises on purpose.

OnrecordError
├── CaptureError          the bytes can not be read           spoils one capture
├── PageError             they are no page                    spoils one capture
├── ArticleError          the page holds no article           spoils one capture
├── InputError            an input that was named is not there, or holds nothing        stops the run
├── SettingsError         a setting makes no sense                                      stops the run
├── MissingExtra          a part that is not installed                                  stops the run
├── ModelError            a trained model is missing or was changed                     stops the run
├── WorkerError           no worker process comes up                                    stops the run
└── RecordError           the record can not be opened or written                       stops the run
"""

from __future__ import annotations

from typing import Literal


class OnrecordError(Exception):
    """What went wrong, where, and what to do about it. All three parts are sentences for a person."""

    def __init__(self, what: str, where: str = "", do: str = "") -> None:
        super().__init__(what, where, do)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        return "\n".join(part for part in (f"{self.where}: {self.what}" if self.where else self.what, self.do) if part)


class _SpoilsOneCapture(OnrecordError):
    def __init__(
        self,
        what: str,
        where: str = "",
        do: str = "",
        *,
        reason: str,
        status: Literal["empty", "error", "skip"] = "error",
    ) -> None:
        super().__init__(what, where, do)
        self.reason = reason
        self.status: Literal["empty", "error", "skip"] = status

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.do, self.reason, self.status)


def _rebuild(
    kind: type[_SpoilsOneCapture],
    what: str,
    where: str,
    do: str,
    reason: str,
    status: Literal["empty", "error", "skip"],
) -> _SpoilsOneCapture:
    return kind(what, where, do, reason=reason, status=status)


class CaptureError(_SpoilsOneCapture):
    """The bytes of one capture can not be read."""


class PageError(_SpoilsOneCapture):
    """The bytes of one capture are no page."""


class ArticleError(_SpoilsOneCapture):
    """The page of one capture holds no article."""


class InputError(OnrecordError):
    """An input that was named is not there, or holds nothing to read."""


class SettingsError(OnrecordError):
    """A setting makes no sense."""


class MissingExtra(OnrecordError):
    """A part that is not installed."""


class ModelError(OnrecordError):
    """A trained model is missing, or not the one that was trained."""


class WorkerError(OnrecordError):
    """No worker process comes up, so no capture can be worked on."""


class RecordError(OnrecordError):
    """The record can not be opened or written."""
