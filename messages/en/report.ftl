## The page
report-skip = Skip to what was found
report-contents = Contents
report-kind-run = One run
report-kind-replicates = A scenario, repeated
report-kind-comparison = A comparison
report-kind-claims = Published claims, tested
report-kind-sweep = A parameter sweep
report-made-by = Made by patronage { $version } from the data files of { $folder } alone.
report-title-many = { $n } results
report-untitled = Untitled

section-question = The question
section-found = What was found
section-expected = What was expected, and whether it held
section-claims = The claims one by one
section-charts = Charts
section-network = The network
section-tables = Tables
section-scenario = The scenario
section-settings-of-members = What the scenarios differ in
section-factors = What was varied
section-method = How it was done
section-limits = What is not modelled
section-cite = How to cite
section-glossary = Glossary
section-references = References
section-notes = Notes

fact-rounds = Rounds
fact-rounds-of = { $done } of { $planned }, broken off
fact-replicates = Replicates
fact-seed = Seed
fact-clients = Clients
fact-patrons = Patrons
fact-villages = Villages
fact-at = Measured
fact-baseline = Baseline
fact-points = Points
fact-runs = Runs
fact-runs-of = { $done } of { $planned }; { $failed } failed
fact-design = Design
fact-claims = Claims
fact-version = Version

question-none = This scenario asks no question; the key `question` of its file is the place for one.
question-comparison = How does { $member } differ from { $baseline }?
question-comparison-many = How do { $members } differ from { $baseline }?
question-claims = Which published claims about patrons, clients and votes does this model bear out?

when-start = the start
when-end = the end
when-mean = the mean of the last { $n } rounds
when-round = round { $n }

## What was found
found-one-run = This is one run: a story. What chance did in it is not known, so nothing here is called a difference. Run it with --replicates 20 to find out.
found-interval-note = In brackets: 95 % confidence intervals over { $n } replicates.
found-from-to = { $measure }: { $start } at the start, { $end } at the end.
found-end = { $measure }: { $end } at the end.
found-last = { $measure }: { $value } in round { $round }, the last in which it is known.
found-last-mean = { $measure }: { $value } in round { $round }, the last in which it is known ({ $low } to { $high }).
found-mean = { $measure }: { $mean } at the end ({ $low } to { $high }).
found-mean-alone = { $measure }: { $mean } at the end (no interval).
found-marks = Of Scott’s five marks of a healthy relation, “{ $best }” was the largest ({ $most }) and “{ $worst }” the smallest ({ $least }).
found-marks-all-lower = All five marks of a healthy relation are lower in { $member } than in { $baseline }.
found-marks-all-higher = All five marks of a healthy relation are higher in { $member } than in { $baseline }.
found-marks-some = Of the five marks of a healthy relation, { $higher } are higher and { $lower } lower in { $member } than in { $baseline }; of { $open } the interval has 0 in it.
found-higher = { $measure }: higher by { $size } ({ $low } to { $high }), { $mean } instead of { $reference }.
found-lower = { $measure }: lower by { $size } ({ $low } to { $high }), { $mean } instead of { $reference }.
found-undecided = { $measure }: the data leave open whether there is any effect. The interval of the effect, { $low } to { $high }, has 0 in it.
found-unknown = { $measure }: not known.
found-against = { $member } against { $baseline }
found-counts = { $clear } of { $all } measures differ between the two; of { $open } the interval has 0 in it or is not known.
found-claims = Of { $all } claims, { $supported } are supported, { $contradicted } contradicted and { $undecided } undecided.
found-claims-meaning = A verdict is about this model, not about the world: it says whether the mechanisms that the model has are enough for what is claimed.
found-claim = { $claim } ({ $verdict }): { $title }. Effect on { $measure }: { $effect } ({ $low } to { $high }).
found-claim-alone = { $claim } ({ $verdict }): { $title }.
found-nothing-clear = Nothing in the tables is clear enough to be told in a sentence.

## Expectations
expected-counts = { $held } held, { $failed } failed, { $undecided } undecided, { $unknown } unknown
expected-none = This scenario expects nothing; `[[expect]]` in its file is the place to say what one expects, before one looks.
expectation-was = { $measure }, at { $when }: { $value }; expected: { $bound }.
expectation-was-within = { $measure }, at { $when }: { $value } ({ $low } to { $high }); expected: { $bound }.
expectation-was-against = { $measure }, at { $when }: { $value }, against { $other }; expected: { $bound }.
expectation-change-within = { $measure }, at { $when }: { $value }, against { $other }, and the change is within { $low } to { $high }; expected: { $bound }.
expectation-unknown = { $measure }, at { $when }: not known; expected: { $bound }.
bound-between = { $low } to { $high }
bound-at-least = at least { $low }
bound-at-most = at most { $high }
bound-any = anything
bound-more-than = more than at { $when }
bound-less-than = less than at { $when }
verdict-held = held
verdict-failed = failed
verdict-undecided = undecided
verdict-unknown = unknown
verdict-supported = supported
verdict-contradicted = contradicted

## Tables
table-sort = Sort by { $column }
table-more = { $shown } of { $all } rows are shown; the file { $file } has all.
table-measures = Every measure
table-measures-note = A dash: not known. The round is that of the value at its left: measures of elections are known when there are some. Nothing has flowed before the first round, and there is no mean over nobody.
table-comparison = Every measure, the most telling first
table-comparison-note = Difference: scenario less baseline, with its 95 % interval; p is adjusted over all measures of a scenario (Benjamini and Hochberg); g is Hedges’ effect size.
table-claim-tests = Every test
table-factors = The factors
table-main-effects = Means by level
table-sobol = Sobol indices
table-morris = Elementary effects
table-correlations = Partial rank correlations
table-connectors = The clients who connect others
table-elections = Results of elections
column-measure = measure
column-name = what it is
column-unit = unit
column-start = start
column-end = end
column-low = low
column-high = high
column-scenario = scenario
column-baseline = baseline
column-mean = mean
column-difference = difference
column-p = p
column-g = g
column-claim = claim
column-title = statement
column-verdict = verdict
column-expected = expected
column-from = from
column-to = to
column-effect = effect
column-key = key
column-value = value
column-default = default
column-meaning = meaning
column-level = level
column-factor = factor
column-scale = scale
column-first = alone
column-total = with interactions
column-mu-star = μ*
column-sigma = σ
column-prcc = correlation
column-election = election
column-party = party
column-round = round
column-votes = votes
column-seats = seats
column-votes-share = share of votes

## The scenario
settings-differ = { $n ->
    [0] All keys have their default values.
    [one] One key differs from its default.
   *[other] { $n } keys differ from their defaults.
  }
settings-all = Every key with its value
settings-lists = Kinds of patrons, parties, elections, events
settings-base = The base scenario, and what all points change in it
settings-of-baseline = Every key of { $member }
settings-changed-members = { $n ->
    [0] The scenarios differ in no key.
    [one] The scenarios differ in one key.
   *[other] The scenarios differ in { $n } keys.
  }

## How it was done
method-model = patronage is an agent-based model: every client, patron, tie and politician is computed, none is averaged away. A round goes through the submodels one by one: misfortune, work, wages and protection, help among clients, loans, consumption, judgement, meetings and talks, moving; with elections also campaigns, votes and public money. MODEL.md describes them after the ODD protocol.
method-money = Money is counted in subsistence units: 1 S feeds one client for one round. It is counted in whole millionths, and the books balance to the last one in every round, or the run stops.
method-one = This report rests on one run. Its draws depend on the scenario, the seed and the version alone, not on the number of threads.
method-replicates = The scenario was run { $n } times with other draws. Intervals are 95 % t intervals over these replicates; an expectation held if the whole interval lies where it was expected, failed if none of it does, and is undecided otherwise.
method-comparison = Each scenario was run { $n } times. Replicate r of each has the same draws, so that scenarios are compared in pairs where their agents are the same; where they are not, means are compared (Welch). Intervals are 95 % t intervals over replicates. A difference is only told if its interval has no 0 in it.
method-claims = Each claim has levels, a base scenario with some keys changed, and tests of how a measure changes between them. Each level was run { $n } times on the same draws. The 95 % t interval of the effect alone decides: supported if it lies wholly on the claimed side, contradicted if wholly on the other, else undecided. Among so many tests about one interval in twenty misses the truth by chance.
method-sweep = A base scenario was run at { $points } points of its keys (design: { $design }), { $replicates } times each. Intervals are at the 95 % level. Effects, indices and correlations are told only where their interval leaves no doubt.
method-networks = Networks: { $how }.
method-files = Every number on this page comes from the data files of the results folder, which `patronage verify` can prove to come from the scenario.
method-again = To make it again
method-digests = Digests of the data files (SHA-256)
method-language = Numbers are written with a point before the decimals and a thin space between thousands, as in the data files. Keys, measures and what scenario files say are not translated.

## What is not modelled
limit-1 = There are no households, no births and deaths, no prices, and land is not owned. Clients are alike but for skill, values, ideology and place.
limit-2 = Patrons do not act together, and do not know their clients one by one. Force is a rate, not an act.
limit-3 = What was learnt is not forgotten, so mean skill rises slowly.
limit-4 = Villages are alike but for luck, and for size, poverty and the like where a table says so.
limit-5 = Parties do not choose their positions, candidates of one slate do not compete, voters know nothing of polls, and each election of a day is decided apart.
limit-6 = Officials help in misfortune and nothing else.
limit-7 = Many numbers are assumed, not measured: PARAMETERS.md says which. Trust comparisons more than levels, and mechanisms more than either.
limit-8 = The model is not evidence about the world. It says what would follow if people behaved by these rules.

## How to cite
cite-software = The patronage developers ({ $year }). patronage: agent-based simulation of patron-client relations, version { $version } [software].
cite-this = This result: { $what }, seed { $seed }, { $digest }.
cite-digest = SHA-256 of its manifest { $digest }
cite-bibtex = BibTeX

## Findings of sweeps: fragments behind the measure’s name, without a full stop
finding-more = and { $n } more, less: see the tables
finding-explains = { $factor } explains { $alone } of the variance alone, { $whole } with its interactions
finding-explains-together = { $factor } explains { $whole } of the variance with its interactions; alone, none for certain
finding-explains-doubtful = not shown to explain any of the variance: { $factors }
finding-changes-upwards = { $factor } changes it by { $size } over its range in the mean, signs aside, in all its effects upwards
finding-changes-downwards = { $factor } changes it by { $size } over its range in the mean, signs aside, in all its effects downwards
finding-changes-both-ways = { $factor } changes it by { $size } over its range in the mean, signs aside, in some of its effects upwards, in others downwards or not at all
finding-changes-doubtful = not shown to change it: { $factors }
finding-rises-with = rises with { $factor }, all else equal: partial rank correlation { $size }
finding-falls-with = falls with { $factor }, all else equal: partial rank correlation { $size }
finding-correlation-doubtful = not shown to rise or fall with: { $factors }
finding-levels = by { $factor }, lowest at { $lowest }: { $low }, highest at { $highest }: { $high }
finding-levels-doubtful = no difference beyond the intervals between the levels of: { $factors }
finding-within = { $value } ({ $low } to { $high })
finding-percent = { $value } % ({ $low } to { $high } %)
finding-unknown = unknown

## Figures: what to look for
figure-open = Chart: { $title }
figure-more = { $n } more charts are in the folder charts: a page of all would be too large.
figure-reciprocity = Near 1, patron and client give alike in the client’s own eyes. A wide band says that some relations are even while others are one-sided.
figure-received-given = Each cell or dot is clients in the last round. Above the diagonal they think that they received more than they gave; a cloud below it is a relation that takes.
figure-inequality = The gap between the two Gini lines is what patrons add to inequality. The shares of the top say how much the richest hold.
figure-lorenz = The further a curve hangs below the diagonal, the less the poorest hold. Compare start and end of the same people.
figure-loyalty-resentment-hunger = Healthy patronage shows high loyalty with little resentment and hunger; force shows resentment that grows while nobody leaves.
figure-strategies = What patrons offer and demand, on average. Where patrons adapt, lines that cross show one regime taking the place of another.
figure-health = Scott’s five marks one by one, with their mean in grey: a relation may be strong in one and poor in another.
figure-resilience = Who stood between a misfortune and hunger: oneself, the patron, the state or one’s ties. The lowest layer of the key is those whom nothing saved.
figure-leaving = Exit and what stands in its way. Those held back by force or debt are loyal only in appearance.
figure-network = A map of who knows whom. Rings are patrons with their clients; thick lines are strong ties, thin ones weak. Weak ties between villages carry news of other patrons.
figure-elections = Left bars are votes, right bars seats. Where the right bar is larger, the rule favours the party.
figure-offers = Which voters brokers choose. Rewards go to those who would have voted so anyway: money that buys nothing at this election.
figure-vote-prices = A gift is cheap; a vote that would not have come without it is dear, because most gifts change nothing and brokers keep a part.
figure-public-money = Where public goods make way for salaries, club goods and contracts, the state serves its own.
figure-service = If both lines meet, officials are impartial. The gap between them is what a connection is worth.
figure-clientelism = Iteration, asymmetry, reciprocity and personalism over time: what makes a relation clientelistic, measured apart.
figure-over-time = The same six measures in every scenario. Where bands do not overlap, scenarios differ by more than chance.
figure-differences = What differs most, largest first. A whisker that crosses the line at 0 leaves open whether there is any difference.
figure-forest = Every test as a dot with its interval, under its claim. Shaded: where the claim expects it.
figure-phase = Each cell is a pair of values. Look for lines that run close together: there a small change of a key changes the regime.
figure-effects = Each panel is one key. A flat line is a key that does not matter for this measure on its own.
figure-sobol = The upper bar of a key is what it explains alone, the lower what it explains together with others. A large gap is interaction.
figure-morris = To the right: keys that matter. High up: keys whose effect depends on the others.
figure-morris-rank = The same keys, ranked by how much they move the measure.
figure-correlations = Right of 0: the measure rises with the key; left: it falls, the other keys held constant.
