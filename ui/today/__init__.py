"""The start page: whom one meets today, and the few good turns to do next."""
