"""Ideas for introductions: who looks for what another can help with, with the evidence of both. For a background thread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from crm.introductions.acquaintance import Pair, acquainted_pairs, pair_of
from crm.introductions.evidence import LOOKING_FOR, PASSED_ON, Evidence, all_evidence
from crm.introductions.idea_sentences import Reasons, describe_idea, give_reason, occupations
from crm.introductions.often_asked import describe_often_asked, times_asked_lately
from crm.introductions.topic_matching import SAME_WORDS, TopicIndex
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

MOST_IDEAS = 50
_OF_ONE_KIND = 3  # ideas of one list with the same seeker, the same helper, or the same thing looked for
_CHECKED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Idea:
    """`seeker` looks for what `helper` can help with. `sentence` says why in stored words; `notes` speak for care."""

    seeker: PersonRef
    helper: PersonRef
    seeks: Evidence
    helps: Evidence
    sentence: str
    reasons: Reasons
    notes: tuple[str, ...]

    @property
    def people(self) -> tuple[PersonRef, PersonRef]:
        return self.seeker, self.helper

    def other_than(self, person_id: int) -> PersonRef:
        return self.helper if self.seeker.id == person_id else self.seeker


@dataclass(frozen=True, slots=True)
class _Effort:
    """How many matches of one thing that is looked for are tried, and how many helpers of one match: many may know
    each other already."""

    matches: int
    helpers: int


_FOR_EVERYONE, _FOR_ONE_PERSON = _Effort(12, 6), _Effort(100, 30)


class _Candidate(NamedTuple):
    closeness: float
    seeks: Evidence
    helps: Evidence

    @property
    def pair(self) -> Pair:
        return pair_of(self.seeks.person_id, self.helps.person_id)


def find_ideas(
    read: Reader, today: date, person_id: int | None = None, limit: int = MOST_IDEAS
) -> list[Idea]:
    """The closest first; of one person if given. Never people who know each other, nor a pair with an introduction
    in any state, a kept idea included. Nobody, and nothing that is looked for, fills the list alone."""
    evidence = all_evidence(read)
    seeking = [one for one in evidence if one.kind == LOOKING_FOR]
    helping = [one for one in evidence if one.kind != LOOKING_FOR]
    if person_id is None:
        candidates = _candidates(seeking, helping, _FOR_EVERYONE)
    else:
        mine, my_help = ([one for one in side if one.person_id == person_id] for side in (seeking, helping))
        candidates = [
            *_candidates(mine, helping, _FOR_ONE_PERSON),
            *_candidates(seeking, my_help, _FOR_ONE_PERSON),
        ]
    candidates.sort(key=lambda one: -one.closeness)
    varied = _varied(_strangers(read, candidates), person_id)
    return _described(read, today, _spread(list(islice(varied, limit * _OF_ONE_KIND)), limit))


def _candidates(seeking: list[Evidence], helping: list[Evidence], effort: _Effort) -> list[_Candidate]:
    """Pairs of statements about one matter."""
    if not seeking or not helping:
        return []
    by_matter = _by_matter(helping)
    matters = list(by_matter)
    index = TopicIndex(matters)
    found: list[_Candidate] = []
    for matter, seekers in _by_matter(seeking).items():
        for match in index.matches(matter, effort.matches):
            helpers = _convincing(by_matter[matters[match.number]], match.closeness)
            found += _paired(match.closeness, seekers, helpers, effort.helpers)
    return found


def _convincing(helpers: list[Evidence], closeness: float) -> list[Evidence]:
    """Someone who passed an item on may know its topic, but only where that is what is looked for."""
    is_same = closeness >= SAME_WORDS
    return helpers if is_same else [one for one in helpers if one.kind != PASSED_ON]


def _by_matter(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        grouped[one.matter].append(one)
    return grouped


def _paired(
    closeness: float, seekers: list[Evidence], helpers: list[Evidence], at_most: int
) -> Iterator[_Candidate]:
    """Each seeker with some of the helpers, others for each, so that not everyone is sent to the same one."""
    for place, seeks in enumerate(seekers):
        start = place * at_most % len(helpers) if helpers else 0
        for helps in islice(chain(helpers[start:], helpers[:start]), at_most):
            if seeks.person_id != helps.person_id:
                yield _Candidate(closeness, seeks, helps)


def _strangers(read: Reader, candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """Each pair once, by its closest evidence, without those who know each other."""
    seen: set[Pair] = set()
    for start in range(0, len(candidates), _CHECKED_AT_ONCE):
        chunk = candidates[start : start + _CHECKED_AT_ONCE]
        known = acquainted_pairs(read, {one.pair for one in chunk} - seen)
        for one in chunk:
            if one.pair not in seen and one.pair not in known:
                yield one
            seen.add(one.pair)


def _varied(candidates: Iterator[_Candidate], person_id: int | None) -> Iterator[_Candidate]:
    """Without those after the third of the same person, on the same side, or of the same matter."""
    times: Counter[tuple[str, int | str]] = Counter()
    for one in candidates:
        places: list[tuple[str, int | str]] = [("matter", one.seeks.matter)]
        if person_id is None:
            places += [("seeker", one.seeks.person_id), ("helper", one.helps.person_id)]
        if all(times[place] < _OF_ONE_KIND for place in places):
            times.update(places)
            yield one


def _spread(candidates: list[_Candidate], limit: int) -> list[_Candidate]:
    """Where there are too many, everyone's first idea goes before anyone's second."""
    rounds: Counter[int] = Counter()
    chosen: list[tuple[int, int]] = []
    for place, one in enumerate(candidates):
        chosen.append((rounds[one.seeks.person_id], place))
        rounds[one.seeks.person_id] += 1
    return [candidates[place] for place in sorted(place for _, place in sorted(chosen)[:limit])]


def _described(read: Reader, today: date, candidates: list[_Candidate]) -> list[Idea]:
    ids = {side for one in candidates for side in one.pair}
    people, about = person_refs(read, ids), occupations(read, ids)
    often = times_asked_lately(read, ids, today)
    ideas = []
    for one in candidates:
        seeker, helper = people[one.seeks.person_id], people[one.helps.person_id]
        reasons = Reasons(
            for_seeker=give_reason(helper, about[one.helps.person_id], one.helps),
            for_helper=give_reason(seeker, about[one.seeks.person_id], one.seeks),
        )
        notes = tuple(
            describe_often_asked(person.first_name, often[person.id])
            for person in (seeker, helper)
            if person.id in often
        )
        sentence = describe_idea(seeker, helper, one.seeks, one.helps)
        ideas.append(Idea(seeker, helper, one.seeks, one.helps, sentence, reasons, notes))
    return ideas
