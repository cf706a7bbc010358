"""The domain: people, meetings, promises and Today. Has no Qt, reads no clock and prints nothing."""
