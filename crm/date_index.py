"""How SQL tells the lines that are dates or tell of a death (`crm.date_lines`), word for word as the indexes over them have it."""

IS_DEATH_LINE = "line GLOB 'DEATHDATE[:;]?*'"
"""In SQL: the line of other_property tells of a death. An index holds these lines alone, by person."""
_DAY = "-[01][0-9]-[0-3][0-9]"
IS_DATE_LINE = (
    f"line GLOB '*X-ABDATE[:;]*{_DAY}' OR line GLOB 'X-EVENT[:;]*{_DAY}' "
    f"OR line GLOB 'X-ANDROID-CUSTOM*/contact_event;*{_DAY};*'"
)
"""In SQL: the line is a date, but for rare ones. An index holds these by MONTH_DAY."""
_AFTER_ANDROID = "substr(line, instr(line, '/contact_event;') + 15)"
MONTH_DAY = (
    f"CASE WHEN line NOT GLOB 'X-ANDROID*' THEN substr(line, -5) "
    f"ELSE substr({_AFTER_ANDROID}, instr({_AFTER_ANDROID}, ';') - 5, 5) END"
)
"""In SQL: MM-DD of such a line."""
DECEASED_IDS = (
    f"(SELECT person_id FROM other_property INDEXED BY ix_other_property_died WHERE {IS_DEATH_LINE})"
)
"""In SQL: the ids of those who died."""
