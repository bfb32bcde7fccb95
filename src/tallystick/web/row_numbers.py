"""Numbers of rows in addresses."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class Number(Convertor[int]):
    """Numbers of rows: what no database counts to is no address of ours."""

    regex = "[0-9]{1,18}"

    def convert(self, value: str) -> int:
        """The number that stands in an address."""
        return int(value)

    def to_string(self, value: int) -> str:
        """How it stands there."""
        return str(value)


def register() -> None:
    """Let routes say `{key:number}`."""
    register_url_convertor("number", Number())
