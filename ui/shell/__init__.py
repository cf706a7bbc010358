"""The window around the pages: sidebar, menus, toast, the one box and the capture sheet."""
