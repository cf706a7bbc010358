"""SQL expressions for vCard lines that hold a date or a death (`crm.text.date_lines`). They must match the partial indexes verbatim."""

IS_DEATH_LINE = "line GLOB 'DEATHDATE[:;]?*'"
"""SQL condition on other_property: the line is a date of death. A partial index covers it by person."""
_DAY = "-[01][0-9]-[0-3][0-9]"
IS_DATE_LINE = (
    f"line GLOB '*X-ABDATE[:;]*{_DAY}' OR line GLOB 'X-EVENT[:;]*{_DAY}' "
    f"OR line GLOB 'X-ANDROID-CUSTOM*/contact_event;*{_DAY};*'"
)
"""SQL condition: the line is a date (rare spellings excepted). A partial index covers it by MONTH_DAY."""
_AFTER_ANDROID = "substr(line, instr(line, '/contact_event;') + 15)"
MONTH_DAY = (
    f"CASE WHEN line NOT GLOB 'X-ANDROID*' THEN substr(line, -5) "
    f"ELSE substr({_AFTER_ANDROID}, instr({_AFTER_ANDROID}, ';') - 5, 5) END"
)
"""SQL expression: MM-DD of such a line."""
DEAD_PEOPLE = (
    f"(SELECT person_id FROM other_property INDEXED BY ix_other_property_died WHERE {IS_DEATH_LINE})"
)
"""SQL subquery: ids of deceased people."""
