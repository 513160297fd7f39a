"""Sound and films put into a new container: what is heard and seen, without titles and places."""

import io
import re
from collections.abc import Iterator

import av
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.subtitles.stream import SubtitleStream
from av.video.stream import VideoStream

from casework.evidence.copies import Copy, NotCopied, Reason

CONTAINERS = {
    "audio/aac": ("aac", "adts"),
    "audio/amr": ("amr", "amr"),
    "audio/mpeg": ("mp3", "mp3"),
    "audio/mp4": ("mov", "mp4"),
    "audio/3gpp": ("mov", "3gp"),
    "audio/ogg": ("ogg", "ogg"),
    "audio/webm": ("matroska", "webm"),
    "audio/x-flac": ("flac", "flac"),
    "audio/x-wav": ("wav", "wav"),
    "video/3gpp": ("mov", "3gp"),
    "video/mp4": ("mov", "mp4"),
    "video/quicktime": ("mov", "mov"),
    "video/webm": ("matroska", "webm"),
}
"""The only reader that may look at a file of each type, and what writes the copy."""
NOTES_INSIDE = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39-40"}
"""Where a camera writes remarks between the pictures (SEI), and what takes them out."""
REMARKS = {39, 40}
START = b"\0\0\0\1"
BEGINNING = re.compile(rb"\x00{2,3}\x01")
BARE = {"fflags": "+bitexact"}
"""No name of the program that wrote it either."""

Track = AudioStream | VideoStream
LEFT = SubtitleStream
"""Named so that it is loaded now; the reader asks for it where no file can be opened."""


def copied(content: bytes, media_type: str) -> Copy:
    """A copy of a recording, bit by bit the same sound and pictures.

    Raises NotCopied for one with nothing to hear or see, and FFmpegError or ValueError for
    one that is broken. Tracks of other things (places, subtitles, covers, files) stay behind.
    """
    reader, writer = CONTAINERS[media_type]
    out = io.BytesIO()
    with av.open(io.BytesIO(content), "r", format=reader, metadata_errors="ignore") as source:
        tracks = [each for each in source.streams if _is_heard_or_seen(each)]
        if not tracks:
            raise NotCopied(Reason.BROKEN)
        with av.open(out, "w", format=writer, container_options=BARE) as target:
            _move(source, target, tracks)
        is_film = any(isinstance(each, VideoStream) for each in tracks)
    return Copy(content=out.getvalue(), media_type=_seen_as(media_type, is_film=is_film))


def _is_heard_or_seen(stream: Stream) -> bool:
    is_cover = bool(stream.disposition & Disposition.attached_pic)
    return isinstance(stream, Track) and not is_cover


def _move(source: InputContainer, target: OutputContainer, tracks: list[Stream]) -> None:
    moving = {each.index: _Moving(each, target) for each in tracks}
    has_moved = False
    for packet in source.demux(tracks):
        for each in moving[packet.stream.index].bare(packet):
            target.mux_one(each)
            has_moved = True
    if not has_moved:
        raise NotCopied(Reason.BROKEN)


class _Moving:
    """One track on its way from the old container into the new."""

    def __init__(self, track: Stream, target: OutputContainer) -> None:
        name = track.codec_context.name
        if name == "vorbis" and target.format.name != "ogg":
            # Its titles stand in the head of the track itself; only this writer replaces them.
            raise NotCopied(Reason.BROKEN)
        self._to = target.add_stream_from_template(track, opaque=True)
        notes = NOTES_INSIDE.get(name)
        self._filter = BitStreamFilterContext(notes, track, self._to) if notes else None
        head = self._to.codec_context.extradata
        if name == "hevc" and head:
            self._to.codec_context.extradata = _bare_head(head)
        self._last: int | None = None

    def bare(self, packet: "Packet[Stream]") -> "Iterator[Packet[Stream]]":
        """The packet without remarks; nothing of one that has no time or goes back in it."""
        if packet.dts is None or (self._last is not None and packet.dts <= self._last):
            return
        self._last = packet.dts
        for each in self._filter.filter(packet) if self._filter else [packet]:
            each.stream = self._to
            yield each


def _bare_head(head: bytes) -> bytes:
    """The head of an H.265 track, as the filter leaves it (Annex B), without the remarks."""
    units = [each for each in BEGINNING.split(head) if each]
    return b"".join(START + each for each in units if each[0] >> 1 & 0x3F not in REMARKS)


def _seen_as(media_type: str, *, is_film: bool) -> str:
    """A copy is called a film if it is one, whatever its original was called."""
    half = media_type.rpartition("/")[2]
    if is_film:
        return f"video/{half}"
    return "audio/mp4" if half == "quicktime" else f"audio/{half}"
