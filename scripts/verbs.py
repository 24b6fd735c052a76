"""Tells whether a line of documentation opens with a verb. It knows words, no grammar."""

import re

# Words in -s that are no verbs where documentation opens with them.
NOUNS = set(
    """
    access address always amounts analysis appointments areas arguments as axes bars basis bayes bonus bytes cadences
    candidates cases categories cells chances coefficients colours columns constants coordinates crossings curves dates
    days degrees details dispositions distances doubts edges elasticities entries errors events evidence exposures
    factors fields files findings flags folders gaps hours histories holidays homes identifiers indices intervals
    issues iterations itineraries its kilometres liaisons kinds knots legs less letters lines locations log-odds logs losses
    members metres metropolis miles millionths minutes moments mondays months neighbours nodes nothing observations
    obstacles offsets ones operators options others outcomes pairs parameters penalties periods persons pieces points
    positions practices practises predictions priors probabilities problems programmes providers quantiles quarters
    ratios reasons referrals relationships residuals rooms roots rows rules scenarios seasons seats seconds seeds
    sentences series sheets shortfalls skills slots solutions sources specialties strings subsets synonyms tables
    tails targets teams temperatures terms territories thanks these things this tiers times tolerances towns types
    units unless variances vectors vehicles verdicts versions vertices violations was weeks whereas words years yes
    """.split()
)

# Names more often than verbs: verbs only before an article or the like, as in "Visits every stop".
RARELY_VERBS = set(
    """
    answers bounds circles clients costs covers drives figures gains hours labels limits numbers owners parts
    places plan plans prices rates records results routes score search share shares shifts spans squares states steps
    stops stretches sum swaps totals turns values visit visits weights windows work works
    """.split()
)
_ARTICLE = re.compile(r"(?:a|an|the|every|each|all|any|one|both|its|their|this|these|what|how|whether|whom|who)\b")

# Verbs, unless what follows makes them names: "Names of columns", "Moves that are printed".
MOSTLY_VERBS = set(
    """
    changes closes counts estimates exchanges forecasts holds jumps leads lists looks maps marks means measures meets
    moves names needs offers opens orders pauses points ranks reads returns reviews rounds runs scales scores shapes
    shows sorts spreads starts sums takes tests ticks tries trips uses walks
    """.split()
)
_NAME_FOLLOWS = re.compile(r"(?:of|that|which|in|between|by)\b")

# Plain forms, for lines that tell the reader what to do.
IMPERATIVES = set(
    """
    add apply ask assign build call check choose collect compare compute convert copy cut decide divide draw drop
    evaluate explain fill find fit follow format get give go have improve insert join keep let make merge pass pick
    prepare print put read reckon refuse release remove replace report return run say see set show solve sort start
    stop swap take tear tell tidy translate try undo update use walk weigh widen write
    """.split()
)


def opens_with_verb(line):
    """Returns whether the first word of the line is a verb."""
    opening = re.match(r"[\"(*_]*([A-Za-z-]+)(?![\w'])[,:;]?\s*(.*)", line)
    if opening is None:
        return False
    word, rest = opening[1].lower(), opening[2]
    if word in RARELY_VERBS:
        return bool(_ARTICLE.match(rest))
    if word in MOSTLY_VERBS:
        return not _NAME_FOLLOWS.match(rest)
    is_form = word.endswith("s") and not word.endswith(("ss", "us")) and not opening[1].isupper()
    return word in IMPERATIVES or (is_form and word not in NOUNS)
