"""Ideas for introductions: who looks for what another can help with, with the evidence of both. For a background thread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from crm.introductions.acquaintance import Pair, acquainted_pairs, pair_of
from crm.introductions.evidence import LOOKING_FOR, PASSED_ON, Evidence, all_evidence
from crm.introductions.idea_sentences import Reasons, describe_idea, give_reason, occupations
from crm.introductions.often_asked import describe_often_asked, times_asked_lately
from crm.introductions.topic_matching import SAME_WORDS, TopicIndex
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

MOST_IDEAS = 50
_A_PERSON = 3  # ideas of one list with the same person on the same side
_HELPERS_TRIED = 12  # for one thing that is looked for; many may know each other already
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
    in any state, a kept idea included. A person stands at most three times on a side of the whole list."""
    evidence = all_evidence(read)
    candidates = _candidates(evidence, person_id)
    strangers = _strangers(read, candidates)
    at_most = limit if person_id is not None else _A_PERSON
    return _described(read, today, list(islice(_varied(strangers, at_most), limit)))


def _candidates(evidence: list[Evidence], person_id: int | None) -> list[_Candidate]:
    """Pairs of statements about one matter, closest first."""
    seeking = [one for one in evidence if one.kind == LOOKING_FOR]
    helping = _by_matter(one for one in evidence if one.kind != LOOKING_FOR)
    matters = list(helping)
    index = TopicIndex(matters)
    found: list[_Candidate] = []
    for matter, seekers in _by_matter(seeking).items():
        for match in index.matches(matter):
            helpers = helping[matters[match.number]]
            found += _paired(match.closeness, seekers, _convincing(helpers, match.closeness), person_id)
    return sorted(found, key=lambda one: -one.closeness)


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
    closeness: float, seekers: list[Evidence], helpers: list[Evidence], person_id: int | None
) -> Iterator[_Candidate]:
    """Each seeker with some of the helpers, others for each, so that not everyone is sent to the same one."""
    for place, seeks in enumerate(seekers):
        tried: Iterable[Evidence] = helpers
        if person_id is None and len(helpers) > _HELPERS_TRIED:
            start = place * _HELPERS_TRIED % len(helpers)
            tried = (helpers[start:] + helpers[:start])[:_HELPERS_TRIED]
        for helps in tried:
            is_asked_for = person_id is None or person_id in (seeks.person_id, helps.person_id)
            if is_asked_for and seeks.person_id != helps.person_id:
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


def _varied(candidates: Iterator[_Candidate], at_most: int) -> Iterator[_Candidate]:
    seeking: Counter[int] = Counter()
    helping: Counter[int] = Counter()
    for one in candidates:
        seeker, helper = one.seeks.person_id, one.helps.person_id
        if seeking[seeker] < at_most and helping[helper] < at_most:
            seeking[seeker] += 1
            helping[helper] += 1
            yield one


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
