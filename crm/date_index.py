"""SQL conditions for property lines that hold a date or a death date (`crm.text.date_lines`).
The indexes on these lines are partial: a query must repeat the condition literally to use them.
"""

IS_DEATH_LINE = "line GLOB 'DEATHDATE[:;]?*'"
"""SQL: the line of other_property holds a death date. A partial index by person holds these lines."""
_DAY = "-[01][0-9]-[0-3][0-9]"
IS_DATE_LINE = (
    f"line GLOB '*X-ABDATE[:;]*{_DAY}' OR line GLOB 'X-EVENT[:;]*{_DAY}' "
    f"OR line GLOB 'X-ANDROID-CUSTOM*/contact_event;*{_DAY};*'"
)
"""SQL: the line holds a date, except in rare forms. A partial index by MONTH_DAY holds these lines."""
_AFTER_ANDROID = "substr(line, instr(line, '/contact_event;') + 15)"
MONTH_DAY = (
    f"CASE WHEN line NOT GLOB 'X-ANDROID*' THEN substr(line, -5) "
    f"ELSE substr({_AFTER_ANDROID}, instr({_AFTER_ANDROID}, ';') - 5, 5) END"
)
"""SQL: MM-DD of such a line."""
DEAD_PEOPLE = (
    f"(SELECT person_id FROM other_property INDEXED BY ix_other_property_died WHERE {IS_DEATH_LINE})"
)
"""SQL: the ids of people who died."""
