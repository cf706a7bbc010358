"""Names and phrases of the simulated year."""

GIVEN = (
    "Ana", "Ben", "Cleo", "Dario", "Edda", "Femi", "Greta", "Hana", "Ivo", "Jana", "Kofi", "Lena", "Marek", "Noor",
    "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tilda", "Umar", "Vera", "Wanda", "Yusuf", "Zoe",
)  # fmt: skip
FAMILY = (
    "Abelson", "Brandt", "Castell", "Dvorak", "Eriksen", "Fontane", "Grimaldi", "Hollberg", "Ivanek", "Jarosz",
    "Kowalik", "Lindgren",
)  # fmt: skip
NEWCOMERS = ("Ilse", "Juno", "Milan", "Nadia", "Pavel", "Ruth")
THINGS = (
    "the pricing article", "the figures", "the floor plan", "the recipe", "the contract", "the slides",
    "the list of printers", "the name of a lawyer", "the recording", "the template",
)  # fmt: skip
TOPICS = (
    "packaging", "export papers", "hiring", "pricing", "a bookkeeper", "printing on wood", "boats", "schools", "tea",
    "grants", "podcasts", "translation",
)  # fmt: skip
NOTES = (
    "Talked about {topic}. Should the shop move to the canal?",
    "Launching the new range on {topic} in spring.",
    "Redoing the labels, number {number}. Nothing decided about {topic}.",
    "Hiring for {topic}, has seen {number} people so far.",
    "Planning a trip for {topic}.",
    "A good hour, mostly about {topic} and the {number} chairs.",
    "Who could help with {topic}?",
    "",
)
KINDS = ("Coffee", "Call", "Lunch", "Walk", "Zoom")
WHEN = ("today", "yesterday", "this morning", "last night", "3 days ago")
REPLIES = (
    "A long talk about {topic}, number {number}.",
    "Wrote back at once.",
    "Was glad of it. Is {topic} still open?",
    "I'll send {thing} by Friday.",
    "Thinking about {topic}.",
    "Is looking for {topic}.",
)
MESSAGES = ("Emailed {name} about {topic}", "Wrote to {name} about {topic}, no answer yet")
MINE = (
    "I'll send {name} {thing}.",
    "I'll send {name} {thing} by Friday.",
    "I owe {name} a thank you.",
    "I promised {name} {thing} by next week.",
    "Check in with {name} in two weeks.",
)
THEIRS = ("{name} will send me {thing} by Tuesday.", "{name} promised me {thing} by next week.")
BETWEEN = ("Intro {name} to {other} by Friday.", "I'll introduce {name} to {other}.")
LEARNED = (
    "{name} is looking for {topic}.",
    "{name} advised me to wait with {topic}.",
    "{name} can help with {topic}.",
)
