"""Image set: what is in many images, one by one and over all."""

from datetime import timedelta

from longhaul import GB, MB, Download, Feature, Run, Upload

from .models import Album
from .options import ImageSetOptions


class ImageSet(Feature[ImageSetOptions, Album]):
    """See what is in many images: when and where they were taken, and which are alike."""

    slug = "image-set"
    uploads = (
        Upload(
            "images",
            extensions=(
                ".jpg",
                ".jpeg",
                ".png",
                ".webp",
                ".tif",
                ".tiff",
                ".heic",
                ".heif",
                ".zip",
                ".tar",
            ),
            max_size=200 * MB,
            max_files=500,
            max_total=1 * GB,
            signatures={".zip": b"PK"},
        ),
    )
    downloads = (
        Download("contact-sheet", "application/pdf"),
        Download("table", "text/csv"),
        Download("thumbnails", "application/zip"),
        Download("previews", "application/zip"),
    )
    sample = "photographs.zip"
    time_limit = timedelta(minutes=20)

    def process(self, run: Run[ImageSetOptions]) -> Album:
        """Look at image by image, then at all of them together."""
        from .collector import Collector
        from .contact_sheet import write_contact_sheet
        from .pack import Pack
        from .sources import find_pictures
        from .table import table_csv

        sheet = run.directory / "contact-sheet.pdf"
        thumbnails = Pack(run.directory / "thumbnails.zip", side=320)
        previews = Pack(run.directory / "previews.zip", side=1280)
        collector = Collector(
            options=run.options,
            thumbnails=thumbnails,
            previews=previews,
            checkpoint=run.checkpoint,
        )
        run.progress(0, None, "Looking for images")
        with thumbnails, previews, find_pictures(run.uploads("images"), run.checkpoint) as found:
            for picture in run.track(found, message=lambda picture: picture.name):
                collector.add(picture)
        album = collector.album()
        write_contact_sheet(sheet, album.images, thumbnails, run.checkpoint)
        run.attach("contact-sheet", sheet)
        run.attach("table", table_csv(album), filename="images.csv")
        run.attach("thumbnails", thumbnails.path)
        run.attach("previews", previews.path)
        return album
