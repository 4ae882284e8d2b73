"""How much one set may be: what is more is refused in words before it is unpacked."""

MAX_IMAGES = 1_000
# Of all archives together, whatever they are; and the bytes that tell of them: they stay in memory.
MAX_ENTRIES = 10_000
MAX_LISTED = 20_000_000
# Of the list in one ZIP, which is read before its entries can be counted; and of what a TAR says
# of one entry before it.
MAX_DIRECTORY = 5_000_000
MAX_HEADERS = 65_536
# All that an archive unpacks to, and one file in it.
MAX_UNPACKED = 2_000_000_000
MAX_FILE = 200_000_000
# A picture as its header declares it; decoded it takes four times as many bytes, and where the
# decoder keeps copies of its own four times that.
MAX_PIXELS = 120_000_000
MAX_PIXELS_COPIED = 50_000_000
# A tile of a TIFF, which a small image may have, is decoded whole beside the image.
MAX_TILE = 50_000_000
