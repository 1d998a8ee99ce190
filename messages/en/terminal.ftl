## Summaries on a terminal and in summary.md. Words in columns are short.
tell-question = Question: { $question }
tell-note = Note: { $note }
tell-results = Results: { $place } ({ $contents })
tell-analysis = Analysis: { $place } ({ $contents })
tell-speed = Speed: { $speed }
tell-rule = Rule: { $rule }
tell-expectations = Expectations: { $counts }
tell-heading-question = Question:
tell-heading-measures = Measures
tell-heading-elections = Elections
tell-heading-notes = Notes
tell-heading-files = Files
tell-described = Columns are described in OUTPUTS.md.
tell-no-charts = no charts
tell-charts = charts/ with { $n } files
tell-unknown-note = – is not known: nothing has flowed yet in round 0, and there is no mean over nobody.
tell-means-note = Means over replicates. – is not known: nothing has flowed yet in round 0, and there is no mean over nobody.
tell-interval = 95 % interval
tell-run = Scenario `{ $scenario }`: { $what }, seed { $seed }, { $clients } clients, { $patrons } patrons, { $villages } villages
tell-rounds = { $n } rounds
tell-rounds-broken = interrupted after { $done } of { $planned } rounds
tell-replicates = { $n } replicates of { $rounds } rounds
tell-replicates-broken = { $n } of { $planned } replicates of { $rounds } rounds
tell-verdict = { $n } { $verdict }
tell-was = { $measure } at { $when } was { $value }, expected { $bound }
tell-was-unknown = { $measure } at { $when } is not known, expected { $bound }
tell-mean-was = { $measure } at { $when } was { $value } on average; expected { $bound }
tell-mean-was-within = { $measure } at { $when } was { $value } on average { $interval }; expected { $bound }
tell-mean-changed = { $measure } at { $when } was { $value } on average, the difference is within { $interval }; expected { $bound }
tell-mean-unknown = { $measure } at { $when } is not known; expected { $bound }
tell-no-reason = No reason is given.
tell-threads = { $n ->
    [one] { $n } thread
   *[other] { $n } threads
  }
tell-pace = { $seconds } s on { $threads }
tell-pace-of-runs = { $runs } runs in { $seconds } s on { $threads }
tell-pace-each = { $ns } ns per client-round
tell-pace-memory = { $mib } MiB of memory
tell-last-election = Last election (round { $round }): { $outcomes }
tell-last-elections = Last elections (round { $round }): { $outcomes }
tell-offers = Offers: { $offered } of voters were offered something; { $changed }
tell-offers-changed = { $share } of the gifts taken changed what the voter did
tell-offers-none = no gift was taken
tell-seats = { $seats } of { $all } seats,
tell-votes = { $share } of votes,
tell-turnout = turnout
tell-percent = { $n } %

## Comparisons
tell-compared = { $n } replicates of each, { $how }; measures at { $at }; seed { $seed }
tell-paired = paired by common random numbers
tell-unpaired = see the notes for who is paired
tell-same-keys = The scenarios differ in no key.
tell-changed = What was changed
tell-changed-more = … and { $n } more keys
tell-marks = Marks of a healthy relation
tell-mark-1 = more than a wage
tell-mark-2 = no force
tell-mark-3 = loyalty within the work
tell-mark-4 = mutual help outside it
tell-mark-5 = value in the other's eyes
tell-mark-6 = index of the five
tell-all-measures = All measures, most telling first
tell-largest = Largest differences
tell-difference = difference [95 % interval]
tell-differ = { $clear } of { $all } measures differ; of { $open } the interval has 0 in it or is not known.
tell-gain = Pairing divided the variance of a difference by { $gain } (median over measures).
tell-marks-lower = All { $all } marks are lower in { $member } than in { $baseline }.
tell-marks-higher = All { $all } marks are higher in { $member } than in { $baseline }.
tell-marks-some = Of { $all } marks, { $lower } are lower and { $higher } higher in { $member } than in { $baseline }.
tell-not-known = not known
tell-no-interval = no interval

## Claims and sweeps
tell-claims-run = { $scenarios } scenarios, { $n } replicates of each, seed { $seed }
tell-claims-counts = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
  }: { $counts }
tell-swept = { $design }: { $factors }, { $points }, { $replicates }; { $runs }
tell-factors = { $n ->
    [one] { $text } factor
   *[other] { $text } factors
  }
tell-points = { $n ->
    [one] { $text } point
   *[other] { $text } points
  }
tell-each = { $n ->
    [one] { $text } replicate
   *[other] { $text } replicates
  }
tell-runs-all = all { $n } runs done
tell-runs-some = { $done } of { $planned } runs done, { $failed } failed, { $missing } not run yet
tell-findings = Findings, with 95 % intervals:
tell-findings-none = none: no interval is known
tell-used = { $measure }: { $used } of { $planned } { $of } could be used
