"""Images as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check.references import media_key
from generator.render.prose import prose
from generator.render.views import PictureView

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.model.text import Text
    from generator.render.library import Library


def picture_view(library: Library, key: str, alt: str = "", caption: Markup | None = None) -> PictureView | None:
    """Give an image with what media.yaml says of it; `alt` and `caption` replace that. None without such a file."""
    file, image = library.site.media.get(key), library.site.images.get(key)
    if file is None:
        return None
    own_alt = image.alt.text if image is not None and image.alt is not None else ""
    url = library.addresses.media(key)
    return PictureView(
        url=url,
        absolute=library.addresses.absolute(url),
        alt=alt or own_alt,
        width=file.width,
        height=file.height,
        caption=caption or prose(library, image.caption if image is not None else None),
        credit=image.credit.text if image is not None and image.credit is not None else "",
        licence=image.licence.text if image is not None and image.licence is not None else "",
        source_url=image.source_url.text if image is not None and image.source_url is not None else "",
    )


def named_picture(library: Library, text: Text | None) -> PictureView | None:
    """Give the image that a key names: a file of content/media/, or a path to it from the file that holds the key."""
    return picture_view(library, media_key(text.span.path, text.text)) if text is not None else None
