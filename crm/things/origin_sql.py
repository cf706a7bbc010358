"""What is asked of the book about the origin of a thing, by its kind: its people, and the things it belongs to."""

_PROMISE = """
SELECT p.meeting_id AS meeting, p.item_id AS item, p.advice_id AS advice,
  (SELECT i.id FROM introduction i WHERE i.promise_id = p.id) AS introduction,
  (SELECT json_group_array(id) FROM (SELECT p.by_person_id AS id UNION ALL SELECT * FROM (
    SELECT person_id FROM promise_person WHERE promise_id = p.id ORDER BY part DESC, place, id))) AS people
FROM promise p WHERE p.id = :id
"""
_INTRODUCTION = """
SELECT i.promise_id AS promise, i.state, i.made_on AS on_day, b.full_name AS by_name, p.meeting_id AS meeting,
  (SELECT json_group_array(person_id) FROM (
    SELECT person_id FROM introduction_side WHERE introduction_id = i.id ORDER BY place)) AS people,
  (SELECT json_group_array(name) FROM (SELECT coalesce(w.full_name, s.name) AS name FROM introduction_side s
    LEFT JOIN person w ON w.id = s.person_id WHERE s.introduction_id = i.id ORDER BY s.place)) AS names
FROM introduction i LEFT JOIN person b ON b.id = i.by_person_id LEFT JOIN promise p ON p.id = i.promise_id
WHERE i.id = :id
"""
_ITEM = """
SELECT i.title, i.added_on AS on_day, json_array(i.from_person_id) AS people,
  (SELECT json_group_array(json_object('id', id, 'name', full_name, 'on', sent_on)) FROM (
    SELECT s.id, p.full_name, s.sent_on FROM share s JOIN person p ON p.id = s.person_id WHERE s.item_id = i.id
    ORDER BY s.sent_on, s.id)) AS shares
FROM item i WHERE i.id = :id
"""
ROWS = {
    "promise": _PROMISE,
    "introduction": _INTRODUCTION,
    "item": _ITEM,
    "note": "SELECT json_array(p.id) AS people, p.full_name AS name, n.on_day FROM note n "
    "JOIN person p ON p.id = n.person_id WHERE n.id = :id",
    "share": "SELECT json_array(p.id) AS people, p.full_name AS name, s.sent_on AS on_day, i.title, i.id AS item "
    "FROM share s JOIN item i ON i.id = s.item_id JOIN person p ON p.id = s.person_id WHERE s.id = :id",
    "ask": "SELECT json_array(p.id) AS people, p.full_name AS name, a.asked_on AS on_day, a.state, "
    "a.asked_in_id AS meeting FROM ask a JOIN person p ON p.id = a.person_id WHERE a.id = :id",
    "advice": "SELECT json_array(p.id) AS people, p.full_name AS name, a.given_on AS on_day, a.direction, a.meeting_id AS meeting "
    "FROM advice a JOIN person p ON p.id = a.person_id WHERE a.id = :id",
    "topic": "SELECT json_array(p.id) AS people, p.full_name AS name, pt.kind, t.words, pt.meeting_id AS meeting FROM person_topic pt "
    "JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id WHERE pt.id = :id",
}
MEETING = """
SELECT m.kind, m.purpose, m.source_uid, m.held_on, (SELECT json_group_array(full_name) FROM (
  SELECT p.full_name FROM attendance a JOIN person p ON p.id = a.person_id WHERE a.meeting_id = m.id ORDER BY a.id)) AS people
FROM meeting m WHERE m.id = :id
"""
