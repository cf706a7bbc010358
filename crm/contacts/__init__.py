"""A person as plain values, the common shape of all file formats; photos are identified by their bytes."""
