"""The main window around the pages: sidebar, menus, toast, one box and capture sheet."""
