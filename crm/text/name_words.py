"""Words that identify the parts of a name, folded: particles, suffixes, legal forms of organisations.

English, German, French, Spanish, Italian, Dutch and Portuguese. Titles are in `crm.text.name_titles`.
"""


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _of("""
van von vom zu zum zur der den de del della delle dello dei degli di dal dalla du des dela la las le los da das dos ter ten
thoe af av al el bin bint ibn abu mac mc san santa santo st ste saint sainte sankt freiherr freifrau freiin graf grafin vande
vander t s
""")
"""Part of the family name that follows."""
SMALL_PARTICLES = _of("do te op in het auf aan dem lo li ben bat ap ua vel")
"""Particles only in lower case: Do, Te and Ben are personal names too."""
LINKS = _of("y e i und")
"""Words between two family names of one person, in lower case: Ortega y Gasset, Santos e Silva, von und zu."""
BOUND = _of("abd abdal abdel abdul abou abu umm st ste")
"""First names that are incomplete without the next word: Abdul Rahman, St. John."""
BORN = _of("geb geborene nee ne nata nacida")
"""Introduce the name at birth."""

GENERATIONS = _of("jr sr jnr snr ii iii iv")
LATE_GENERATIONS = _of("junior senior filho neto sobrinho fils hijo")
"""Also family names: suffixes only after two other words."""
SMALL_GENERATIONS = _of("pere")
"""Suffixes only in lower case."""
DOTTED_GENERATIONS = _of("jun sen")
DEGREES = _of("""
phd md mba obe mbe cbe esq pmp cpa cfa acca msc mphil bsc llb llm mpa mph dds cissp csm dphil edd dba mres mfa bfa dvm kbe
mdb mdl mep
""")
CAPITAL_DEGREES = _of("ma ba bs ms do pe ra re pa qc kc mp dc od pt ed rn jd beng meng")
"""Also names: degrees only in capitals beside a name in mixed case, or with full stops inside."""

LEGAL_FORMS = _of("inc ltd llc llp gmbh mbh ohg kg kgaa plc corp srl sarl sas eurl bv nv lda ltda")
AFTER_FIRMS = LEGAL_FORMS | _of("""
co ag se sa spa sl slu ab as oy ug ev eg cie company corporation limited partner partners associates group sons
""")
"""Last words of an organisation's name that contains a comma or "&"."""
