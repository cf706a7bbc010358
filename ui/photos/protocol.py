"""What the window and the process that decodes photos say to each other: plain bytes, with lengths before them."""

import struct

LARGEST_SIDE = 512
ASKED = struct.Struct(">I")  # length of the picture, which follows
GIVEN = struct.Struct(">HH")  # width and height, both 0 for no picture; four bytes a point follow
READY = b"!"
