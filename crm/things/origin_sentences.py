"""The sentence above the fields of a thing: "Ana Ruiz advised you on 18 November"."""

import json
from datetime import date
from typing import Any

from crm.people.topic_kinds import TOPIC_VERBS
from crm.promises.promise_titles import join_names
from crm.text import days_in_words


def sentence_of(kind: str, row: Any, today: date) -> str:
    """Of the row that `origin_sql` reads for any kind but a promise."""
    match kind:
        case "note":
            return f"A note about {row['name']}{_on(row, today, ', of ')}"
        case "share":
            sent = row["on_day"] is not None
            words = f"{row['name']} “{row['title']}”"
            return f"You sent {words}{_on(row, today)}" if sent else f"To send {words}"
        case "introduction":
            return _introduction(row, today)
        case "ask" if row["state"] == "draft":
            return f"A draft of an ask to {row['name']}"
        case "ask":
            return f"You asked {row['name']}{_on(row, today)}"
        case "advice" if row["direction"] == "received":
            return f"{row['name']} advised you{_on(row, today)}"
        case "advice":
            return f"You advised {row['name']}{_on(row, today)}"
        case "topic":
            return f"{row['name']} {TOPIC_VERBS[row['kind']]} {row['words']}"
    return f"“{row['title']}”{_on(row, today, ', on your shelf since ')}"


def _introduction(row: Any, today: date) -> str:
    names = json.loads(row["names"])
    if row["by_name"] is not None:
        to = f" to {join_names(names)}" if names else ""
        return f"{row['by_name']} introduced you{to}{_on(row, today)}"
    both = f"{names[0]} to {names[1]}" if len(names) > 1 else join_names(names)
    if row["on_day"] is not None:
        return f"You introduced {both}{_on(row, today)}"
    return f"An idea: introduce {both}" if row["state"] == "idea" else f"You offered to introduce {both}"


def _on(row: Any, today: date, before: str = " on ") -> str:
    day = row["on_day"]
    return f"{before}{days_in_words.plain(date.fromisoformat(day), today)}" if day else ""
