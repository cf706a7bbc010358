"""Protocol between the window and the photo decoding process: bytes with length prefixes."""

import struct

LARGEST_SIDE = 512
REQUEST = struct.Struct(">I")  # length of the image, which follows
REPLY = struct.Struct(">HH")  # width and height, both 0 for no image; four bytes per pixel follow
READY = b"!"
