"""Pictures drawn anew: the pixels, upright and in plain colours, in a file of their own."""

import io

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from casework.evidence.copies import COPY_LIMIT, PIXELS, Copy, NotCopied, Reason

FORMATS = {
    "image/jpeg": ["JPEG"],
    "image/png": ["PNG"],
    "image/apng": ["PNG"],
    "image/gif": ["GIF"],
    "image/webp": ["WEBP"],
    "image/heic": ["HEIF"],
    "image/avif": ["AVIF"],
    "image/bmp": ["BMP", "DIB"],
    "image/tiff": ["TIFF"],
}
"""The only decoder that may look at a file of each type."""
EXACT = {"image/png", "image/apng", "image/gif"}
"""Types that keep every pixel; a copy of them does too, where it does not grow too long."""
QUALITY = 92

Image.MAX_IMAGE_PIXELS = PIXELS
pillow_heif.options.THUMBNAILS = False
pillow_heif.register_heif_opener()
# All decoders are loaded here: they are looked at again where no file can be opened.
Image.init()


def copied(content: bytes, media_type: str) -> Copy:
    """A copy of a picture. Raises NotCopied for one that is broken or too large to unfold.

    Nothing of the old file is carried over: pixels are pasted into a new image, and that is
    written. Of a picture that moves, or has pages, the first is shown.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS[media_type]) as image:
            if image.width * image.height > PIXELS:
                raise NotCopied(Reason.TOO_LARGE)
            several = media_type != "image/jpeg" and getattr(image, "n_frames", 1) > 1
            fresh = _only_pixels(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise NotCopied(Reason.TOO_LARGE) from bomb
    return _written(fresh, exact=media_type in EXACT, several=several)


def _only_pixels(image: Image.Image) -> Image.Image:
    plain = _in_plain_colours(_upright(image))
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _upright(image: Image.Image) -> Image.Image:
    """The picture as a telephone would show it; a damaged note on how to turn it is ignored."""
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # the decoder of these notes promises no set of errors
        return image


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """In sRGB and 8 bits: a bruise keeps its colour without the profile that named the camera."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        return _by_profile(image, profile)
    if image.mode in {"L", "1"} and "transparency" not in image.info:
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        named = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        plain = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, named, plain, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
    return turned or image.convert("RGB")


def _written(image: Image.Image, *, exact: bool, several: bool) -> Copy:
    if exact or image.mode == "RGBA":
        content = _saved(image, "PNG")
        if len(content) <= COPY_LIMIT:
            return Copy(content=content, media_type="image/png", is_first_of_several=several)
    content = _saved(image.convert("RGB"), "JPEG")
    return Copy(content=content, media_type="image/jpeg", is_first_of_several=several)


def _saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, quality=QUALITY, **({"compress_level": 4} if kind == "PNG" else {}))
    return out.getvalue()
