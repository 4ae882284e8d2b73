"""Read Thrift's compact protocol, in which the footer of Parquet is written.

A structure becomes a dictionary of its field numbers; nothing is known about their meaning here.
"""

import struct
from typing import Any

STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(13)
DEEPEST = 64
# Seven bits of a number come with each byte, and numbers have no more than 64.
MOST_SHIFT = 63
# An empty one takes one byte here, and a hundred in memory.
MOST_STRUCTURES = 1_000_000


class Thrift:
    """A reader over bytes.

    Raises:
        ValueError, IndexError: these are no such bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._structures = 0

    def structure(self, depth: int = 0) -> dict[int, Any]:
        """Read a structure."""
        self._structures += 1
        if depth > DEEPEST or self._structures > MOST_STRUCTURES:
            raise ValueError("nested too deeply, or too often")
        fields: dict[int, Any] = {}
        number = 0
        while (head := self._byte()) & 0x0F != STOP:
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            fields[number] = self._value(head & 0x0F, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (TRUE, FALSE):
            return kind == TRUE
        if kind == STRUCT:
            return self.structure(depth + 1)
        if kind in (LIST, SET):
            return self._list(depth)
        return self._single(kind)

    def _single(self, kind: int) -> Any:
        if kind in (I16, I32, I64):
            return self._zigzag()
        if kind == BYTE:
            return self._byte()
        if kind == BINARY:
            return self._take(self._varint())
        if kind == DOUBLE:
            return struct.unpack("<d", self._take(8))[0]
        raise ValueError(f"no such type: {kind}")

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        length = head >> 4 if head >> 4 != 15 else self._varint()
        if length > len(self._data):
            raise ValueError("longer than the whole")
        kind = head & 0x0F
        if kind in (TRUE, FALSE):
            return [self._byte() == TRUE for _ in range(length)]
        return [self._value(kind, depth) for _ in range(length)]

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _take(self, length: int) -> bytes:
        if length > len(self._data) - self._at:
            raise ValueError("longer than the whole")
        self._at += length
        return self._data[self._at - length : self._at]

    def _varint(self) -> int:
        result = shift = 0
        while (byte := self._byte()) & 0x80:
            result |= (byte & 0x7F) << shift
            shift += 7
            if shift > MOST_SHIFT:
                raise ValueError("a number of too many bytes")
        return result | byte << shift

    def _zigzag(self) -> int:
        number = self._varint()
        return number >> 1 ^ -(number & 1)
