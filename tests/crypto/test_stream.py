"""Sealed files: whole or refused, padded, and never more than a frame in memory."""

import hashlib
import io
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import ContextMissing, StreamBroken, StreamTooLong
from crypto.stream import (
    CONTENT,
    FRAME,
    HEADER_BYTES,
    TAG,
    Sealer,
    framed_length,
    open_stream,
    sealed_length,
    verify_stream,
)
from tests.crypto.vectors import VECTORS, sealed_chunk

KEY = b"k" * 32
CHUNK = FRAME + TAG
EDGES = [0, 1, 248, 252, 253, CONTENT - 1, CONTENT, CONTENT + 1, 2 * CONTENT, 3 * CONTENT + 7]
sizes = st.one_of(st.sampled_from(EDGES), st.integers(0, 4 * CONTENT))


def body(size: int, seed: int = 0) -> bytes:
    return hashlib.shake_128(seed.to_bytes(2, "big")).digest(size)


def sealed(plain: bytes, key: bytes = KEY, place: str = "photo 1") -> bytes:
    sink = io.BytesIO()
    with Sealer(sink, key, place) as sealer:
        sealer.write(plain)
    return sink.getvalue()


def opened(stream: bytes, key: bytes = KEY, place: str = "photo 1") -> bytes:
    return b"".join(open_stream(io.BytesIO(stream), key, place))


def chunks(stream: bytes) -> list[bytes]:
    starts = [*range(HEADER_BYTES, len(stream), CHUNK), len(stream)]
    return [stream[:HEADER_BYTES], *(stream[a:b] for a, b in pairwise(starts))]


LONG = body(3 * CONTENT + 1000)
SEALED_LONG = sealed(LONG)
SEALED_SHORT = sealed(b"a photo")


@settings(max_examples=40, deadline=None)
@given(sizes)
def test_a_file_comes_back(size: int) -> None:
    plain = body(size)
    stream = sealed(plain)

    assert opened(stream) == plain
    assert len(stream) == sealed_length(size)
    assert verify_stream(io.BytesIO(stream), KEY, "photo 1") == (
        size,
        hashlib.sha256(plain).digest(),
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2 * CONTENT), max_size=4))
def test_in_how_many_pieces_it_was_sent_does_not_matter(pieces: list[int]) -> None:
    sink = io.BytesIO()
    sealer = Sealer(sink, KEY, "photo 1")
    parts = [body(size, seed) for seed, size in enumerate(pieces)]

    taken = [sealer.write(part) for part in parts]
    sealer.close()
    sealer.close()

    assert taken == pieces
    assert opened(sink.getvalue()) == b"".join(parts)
    assert sealer.size == sum(pieces)
    assert sealer.sha256 == hashlib.sha256(b"".join(parts)).digest()


@pytest.mark.parametrize("size", EDGES)
def test_a_connection_that_gives_little_at_a_time_is_read_to_the_end(size: int) -> None:
    class Dripping(io.BytesIO):
        """Gives at most 1,000 bytes a time."""

        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1000))

    read = b"".join(open_stream(Dripping(sealed(body(size))), KEY, "photo 1"))

    assert read == body(size)


@given(st.integers(0, len(SEALED_SHORT) * 8 - 1))
def test_any_flipped_bit_of_a_short_file_is_refused(bit: int) -> None:
    _refused(_flipped(SEALED_SHORT, bit))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SEALED_LONG) * 8 - 1))
def test_any_flipped_bit_of_a_long_file_is_refused(bit: int) -> None:
    _refused(_flipped(SEALED_LONG, bit))


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.integers(0, len(SEALED_LONG) - 1),
        st.sampled_from(range(HEADER_BYTES, len(SEALED_LONG), CHUNK)),
    )
)
def test_a_file_cut_anywhere_is_refused(length: int) -> None:
    _refused(SEALED_LONG[:length])


def test_a_file_whose_last_pieces_are_missing_is_refused_after_the_whole_ones() -> None:
    pieces = open_stream(io.BytesIO(SEALED_LONG[: HEADER_BYTES + CHUNK]), KEY, "photo 1")

    with pytest.raises(StreamBroken):
        next(pieces)


@settings(deadline=None)
@given(st.permutations(range(4)).filter(lambda order: order != [0, 1, 2, 3]))
def test_pieces_in_another_order_are_refused(order: list[int]) -> None:
    header, *parts = chunks(SEALED_LONG)

    _refused(b"".join([header, *(parts[at] for at in order)]))


@pytest.mark.parametrize("at", range(4))
def test_a_piece_left_out_or_sent_twice_is_refused(at: int) -> None:
    header, *parts = chunks(SEALED_LONG)

    _refused(b"".join([header, *parts[:at], *parts[at + 1 :]]))
    _refused(b"".join([header, *parts[: at + 1], *parts[at:]]))


@pytest.mark.parametrize("at", range(5))
def test_a_piece_of_another_file_under_the_same_key_is_refused(at: int) -> None:
    ours, theirs = chunks(SEALED_LONG), chunks(sealed(body(len(LONG), seed=1)))

    _refused(b"".join([*ours[:at], theirs[at], *ours[at + 1 :]]))


@pytest.mark.parametrize("tail", [b"\0", b"x" * 16, SEALED_SHORT, bytes(CHUNK)])
def test_anything_behind_the_last_piece_is_refused(tail: bytes) -> None:
    _refused(SEALED_SHORT + tail)
    _refused(SEALED_LONG + tail)


def test_another_key_and_another_place_are_refused() -> None:
    with pytest.raises(StreamBroken):
        opened(SEALED_SHORT, key=b"x" * 32)
    with pytest.raises(StreamBroken):
        opened(SEALED_SHORT, place="photo 2")


def test_a_file_for_no_place_is_not_sealed() -> None:
    with pytest.raises(ContextMissing):
        Sealer(io.BytesIO(), KEY, "photo", None)


def test_another_suite_is_refused() -> None:
    _refused(b"\2" + SEALED_SHORT[1:])


@given(st.integers(0, 240), st.integers(0, 240))
def test_two_small_files_are_equally_long(a: int, b: int) -> None:
    assert sealed_length(a) == sealed_length(b) == HEADER_BYTES + 256 + TAG


@given(st.integers(0, 2**30))
def test_a_file_grows_by_an_eighth_at_most(size: int) -> None:
    used = size + 4 * max(1, -(-size // CONTENT))

    assert used <= framed_length(size) <= max(256, used + used // 8)


@given(st.integers(CONTENT, 2**30))
def test_the_last_frame_of_a_long_file_has_room_for_its_length(size: int) -> None:
    assert framed_length(size) % FRAME == 0 or framed_length(size) % FRAME >= 8


def test_what_raised_while_it_was_written_is_no_file() -> None:
    sink = io.BytesIO()

    with pytest.raises(StreamTooLong), Sealer(sink, KEY, "photo 1", limit=len(LONG)) as sealer:
        sealer.write(LONG + b"!")

    _refused(sink.getvalue())


def test_too_long_a_file_is_refused_while_it_arrives() -> None:
    sealer = Sealer(io.BytesIO(), KEY, "photo 1", limit=10)
    sealer.write(b"ten bytes.")

    with pytest.raises(StreamTooLong):
        sealer.write(b"!")


def test_a_closed_file_takes_no_more() -> None:
    sealer = Sealer(io.BytesIO(), KEY, "photo 1")
    sealer.close()

    with pytest.raises(ValueError, match="closed"):
        sealer.write(b"more")


def test_a_sealer_prints_no_key() -> None:
    sealer = Sealer(io.BytesIO(), KEY, "photo 1")

    assert "kkk" not in repr(sealer)
    assert "kkk" not in repr(vars(sealer))


def test_sixteen_megabytes_take_less_than_one_of_memory() -> None:
    class Nowhere:
        """Keeps nothing."""

        def write(self, _data: bytes, /) -> None: ...

    piece = bytes(1024 * 1024)
    tracemalloc.start()
    sealer = Sealer(Nowhere(), KEY, "photo 1")
    written = sum(sealer.write(piece) for _ in range(16))
    sealer.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert written == 16 * 1024 * 1024
    assert peak < 1024 * 1024


@pytest.mark.parametrize(
    "frame",
    [
        (3).to_bytes(4, "big") + b"abc" + bytes(248) + b"x",  # a bit in the zeros
        (253).to_bytes(4, "big") + bytes(252),  # longer than its frame
        (3).to_bytes(4, "big") + b"abc",  # not padded
        (3).to_bytes(4, "big") + b"abc" + bytes(265),  # padded too far
        b"\0\0",  # no room for a length
    ],
)
def test_a_holder_of_the_key_who_pads_otherwise_is_refused(frame: bytes) -> None:
    prefix = b"prefix!"

    _refused(b"\1" + prefix + sealed_chunk(KEY, prefix, 0, True, frame, b"photo 1"))


def test_a_frame_that_holds_something_behind_a_frame_with_room_is_refused() -> None:
    prefix, size = b"prefix!", 65_600
    first = (10).to_bytes(4, "big") + bytes(FRAME - 4)
    second = ((size - 10).to_bytes(4, "big") + bytes(66_000))[: framed_length(size) - FRAME]

    _refused(
        b"\1"
        + prefix
        + sealed_chunk(KEY, prefix, 0, False, first, b"photo 1")
        + sealed_chunk(KEY, prefix, 1, True, second, b"photo 1")
    )


def test_the_documented_streams() -> None:
    vector = VECTORS["stream"]
    key, place = bytes.fromhex(vector["key"]), vector["context"]
    long = bytes(at % 251 for at in range(vector["long_bytes"]))
    first = CONTENT.to_bytes(4, "big") + long[:CONTENT]
    rest = len(long[CONTENT:]).to_bytes(4, "big") + long[CONTENT:]
    by_hand = (
        b"\1prefix!"
        + sealed_chunk(key, b"prefix!", 0, False, first, place.encode())
        + sealed_chunk(key, b"prefix!", 1, True, rest.ljust(71_680 - FRAME, b"\0"), place.encode())
    )

    assert hashlib.sha256(by_hand).hexdigest() == vector["long_sha256"]
    assert len(by_hand) == vector["long_length"] == sealed_length(len(long))
    assert opened(by_hand, key, place) == long
    assert opened(bytes.fromhex(vector["stream"]), key, place).hex() == vector["plain"]


def _refused(stream: bytes) -> None:
    with pytest.raises(StreamBroken):
        opened(stream)


def _flipped(stream: bytes, bit: int) -> bytes:
    changed = bytearray(stream)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
