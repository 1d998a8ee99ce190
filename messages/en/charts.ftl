## Charts of a run. Before every percent sign stands a space that does not break.
round = round
share = share
zoomed = (axis ends at { $end })
no-data = no data
scenario = Scenario: { $scenario }

reciprocity-title = How even is the exchange? Dyadic reciprocity over time
reciprocity-reading = 1: both give alike, in the client’s eyes; 0: one gives all. Band: the middle 80 % of relations.
reciprocity-reading-of-means = 1: both give alike, in the client’s eyes; 0: one gives all. Dotted: 10 % of relations lie beyond each.
reciprocity-axis = dyadic reciprocity of relations, 0 to 1
reciprocity-mean = mean
reciprocity-median = median
reciprocity-low = 10th percentile
reciprocity-high = 90th percentile

received-given-title = What clients received and what they gave in the last round
received-given-reading = In the clients’ own eyes. On the diagonal the exchange is even; above it the client received more.
received-given-given = given to the patron [S per round]
received-given-received = received from the patron [S per round]
received-given-above = Above the line
received-given-below = Below the line
received-given-received-more = received more
received-given-gave-more = gave more
received-given-of-clients = { $share } of clients
received-given-median = Median client
received-given-median-received = received { $amount } S
received-given-median-given = gave { $amount } S
received-given-per-cell = Clients per cell
received-given-beyond = { $share } lie beyond the axes
received-given-each-dot = Each dot is one client

inequality-title = Inequality of wealth over time
inequality-reading = Gini: 0 if all hold the same, 1 if one holds all. Top: the richest of clients and patrons hold this share.
inequality-axis = Gini index; share of wealth
inequality-gini-clients = Gini, clients
inequality-gini-all = Gini, with patrons
inequality-top1 = top 1 % hold
inequality-top10 = top 10 % hold

lorenz-title = Who holds the wealth? Lorenz curves at start and end
lorenz-reading = A curve says which share the poorest hold together. The further from the diagonal, the less equal.
lorenz-population = share of the population, poorest first
lorenz-wealth = share of wealth
lorenz-equality = all hold the same
lorenz-clients = clients
lorenz-all = with patrons
lorenz-start = start
lorenz-end = round { $round }
lorenz-gini = Gini { $gini }

feelings-title = Loyalty, resentment and hunger over time
feelings-reading = Mean loyalty (clients with a patron) and resentment (all clients), 0 to 1; share of clients who go hungry.
feelings-axis = mean of clients; share of clients
feelings-loyalty = loyalty
feelings-resentment = resentment
feelings-hunger = hungry

strategies-title = How patrons treat their clients: strategies over time
strategies-reading = Each part goes from 0, nothing of it, to 1, the most there can be. Patrons count by their clients.
strategies-axis = strategy, mean over attached clients, 0 to 1
strategies-wage = wage
strategies-protection = protection
strategies-support = support
strategies-coercion = coercion
strategies-credit = credit

health-title = How healthy are the relations? The health index and its parts
health-reading = 1 is best. The index, grey in the other panels, is the mean of the five marks. Numbers: last round.
health-axis = mean over relations, 0 to 1
health-index = Health index
health-parts-1 = Beyond wage
health-parts-2 = Voluntariness
health-parts-3 = Loyalty in return
health-parts-4 = Mutual aid
health-parts-5 = Mutual value

resilience-title = What saves clients in misfortune
resilience-reading = Of the round’s misfortunes: the first source with which the client had enough to live, or that it had none.
resilience-axis = share of the round’s misfortunes
resilience-own-wealth = own wealth
resilience-patron = patron
resilience-state = state
resilience-ties = ties
resilience-nothing = nothing, hungry

leaving-title = Who leaves a patron, why, and what holds the others back
leaving-reading = Above: clients who changed, left or found a patron. Below: those who would have gone, but were kept.
leaving-axis = clients per round
leaving-moved = Moved
leaving-switched = switched patron
leaving-fled = fled in resentment
leaving-quit = quit for own work
leaving-joined = joined, had no patron
leaving-blocked = Held back
leaving-by-force = by force
leaving-by-debt = by debt
leaving-by-both = by force with debt
leaving-by-hunger = by fear of hunger

## claims
claims-title = Published claims, tested in the model
claims-reading = Dots: effect, divided by the larger of both means (or its distance from a bound). Lines: 95 % confidence intervals.
claims-note = Shaded: where the claim expects the effect. A whole line there supports it; a whole line elsewhere contradicts it.
claims-axis = effect, relative; 0 is no effect, or the bound
claims-verdicts-supported = supported
claims-verdicts-contradicted = contradicted
claims-verdicts-undecided = undecided
claims-expected-rises = rises
claims-expected-falls = falls
claims-expected-unchanged = unchanged, ±{ $reference }
claims-expected-above = is above { $reference }
claims-expected-below = is below { $reference }
claims-expected-weaker = changes less than elsewhere
claims-effect = { $effect } ({ $low } to { $high })
claims-effect-alone = { $effect }
claims-levels = from { $from } to { $to }
claims-foot = { $claims } claims, { $tests } tests

## comparison
comparison-foot = { $n } replicates each
comparison-foot-single = one replicate each
comparison-more = and { $n } more in the tables
comparison-over-time-title = The societies over time, side by side
comparison-over-time-reading = Means over replicates. Bands: 95 % confidence intervals of these means. Numbers: last round.
comparison-panels-attached_share = Clients with a patron
comparison-panels-loyalty_mean = Loyalty
comparison-panels-reciprocity_mean = Dyadic reciprocity
comparison-panels-resentment_mean = Resentment
comparison-panels-hungry_share = Hungry clients
comparison-panels-gini_wealth_clients = Gini of clients’ wealth

comparison-differences-title = What differs most from “{ $baseline }”
comparison-differences-reading = Markers: mean difference. Whiskers: its 95 % confidence interval; if 0 is outside, it is more than chance.
comparison-differences-axis = difference, { $at }; with *: divided by the larger of both means (of money: 1 S at least)
comparison-differences-relative = { $measure } *
comparison-differences-difference = difference
comparison-differences-means = means
comparison-differences-at-end = last round
comparison-differences-at-mean = mean of the last { $n } rounds
comparison-differences-at-round = round { $n }
comparison-health-title = Which patronage is healthy? The five marks and their mean
comparison-health-reading = 1 is best. Bars: means over replicates. Whiskers: 95 % confidence intervals of these means.
comparison-lorenz-title = Who holds the wealth? Lorenz curves of clients in round { $round }
comparison-lorenz-reading = Means over replicates: the share that the poorest hold together. The further from the diagonal, the less equal.

comparison-received-given-title = What clients received and what they gave in the last round
comparison-received-given-reading = One replicate each. Darker: more clients. On the line the exchange is even; above it the client received more.
comparison-received-given-received-more = { $share } received more
comparison-received-given-gave-more = { $share } gave more
comparison-received-given-median = median: received { $received }, gave { $given }
comparison-elections-title = Elections, side by side
comparison-elections-reading = Means over replicates, at each election. Bands: 95 % confidence intervals. Numbers: last election.
comparison-election-panels-turnout = Turnout
comparison-election-panels-offered_share = Voters offered a gift
comparison-election-panels-changed_share = Gifts that changed a vote
comparison-election-panels-price_per_changed_vote = Price of a changed vote [S]
comparison-election-panels-broker_rent_share = Money kept by brokers
comparison-election-panels-incumbents_lost_share = Incumbents voted out

## network
network-title = Who knows whom? Villages, patrons, clients and their ties
network-whole = All { $clients } clients in { $villages }, and every tie: a line says that one knows the other, or both each other.
network-part = { $villages } of { $all }, and every tie between their clients; { $hidden } more of their ties lead to other villages.
network-part-alone = { $villages } of { $all }, and every tie between their clients; none of them has a tie to another village.
network-cut = { $clients } neighbours of a village of { $all }, and every tie between them; { $hidden } more of their ties lead to others.
network-one-village = 1 village
network-villages = { $n } villages
network-chosen-by-connector = Shown: the best connector’s village and those most tied to it
network-chosen-first = Shown: village { $village } and those most tied to it
network-chosen-without-ties = Shown: the first villages
network-village = Village { $village }
network-client = client, patron’s colour
network-unattached = client without patron
network-connector = connects most others
network-patron = patron, arc: its clients
network-foreign = patron of another village
network-strong-within = strong tie, same patron
network-strong = strong tie, other patron
network-weak = weak tie
network-outward = ties to clients not shown
network-no-ties = Nobody knows anybody.
network-stay = How many ties stay …
network-in-village = … in the village
network-with-patron = … with the same patron
network-strong-ties = strong
network-weak-ties = weak
network-of-all = of all { $ties } ties
network-of-sample = of the ties of { $clients } clients

## politics

politics-elections-title = Votes and seats of the parties, election by election
politics-elections-reading = Each pair of bars is one election, all constituencies together: who got the votes, and who got the seats.
politics-elections-axis = share of votes (left bars) and of seats (right bars)
politics-elections-parties = Parties
politics-elections-others = others
politics-elections-last = { $election } (last { $n } times)
politics-elections-more = { $n } more in “elections”

politics-offers-title = Who was offered what for the vote?
politics-offers-reading = Left: the broker’s guess of the voter. Right: how many offers, and how many of the gifts changed the vote.
politics-offers-axis = share of all offers
politics-offers-strategies-vote-1 = Vote buying
politics-offers-strategies-vote-2 = would vote for another,
politics-offers-strategies-vote-3 = is paid to vote for the payer
politics-offers-strategies-turnout-1 = Turnout buying
politics-offers-strategies-turnout-2 = likes the payer, would stay home,
politics-offers-strategies-turnout-3 = is paid to vote
politics-offers-strategies-abstention-1 = Abstention buying
politics-offers-strategies-abstention-2 = would vote for another,
politics-offers-strategies-abstention-3 = is paid to stay home
politics-offers-strategies-persuasion-1 = Double persuasion
politics-offers-strategies-persuasion-2 = likes another, would stay home,
politics-offers-strategies-persuasion-3 = is paid to vote for the payer
politics-offers-strategies-reward-1 = Reward
politics-offers-strategies-reward-2 = would vote for the payer,
politics-offers-strategies-reward-3 = and is paid all the same
politics-offers-attitudes-loyal = loyal to the payer
politics-offers-attitudes-swing = undecided
politics-offers-attitudes-opposed = for another candidate
politics-offers-voter = The voter is
politics-offers-of-offers = { $share } of offers
politics-offers-changed = { $share } changed the vote

politics-prices-title = What a gift, a vote and a changed vote cost
politics-prices-reading = A gift: what the voter gets. Votes: also what brokers and politicians keep, and gifts that change nothing.
politics-prices-axis = price [S; 1 S feeds one client for one round]
politics-prices-bars-1 = per gift taken
politics-prices-bars-2 = per vote for the payer
politics-prices-bars-3 = per changed vote
politics-prices-price = { $s } S (Rp { $rp })
politics-prices-none = none
politics-prices-more = { $n } more in “offers”

politics-public-money-title = Where the public money went
politics-public-money-reading = Of what all treasuries paid in a round. Public goods serve all; club goods and contracts go to friends.
politics-public-money-axis = share of public spending
politics-public-money-layers-1 = public goods
politics-public-money-layers-2 = salaries
politics-public-money-layers-3 = relief
politics-public-money-layers-4 = club goods
politics-public-money-layers-5 = contracts
politics-public-money-layers-6 = stolen

politics-service-title = Whom do officials serve?
politics-service-reading = Of those who asked for help in misfortune. Connected: officials, and clients of the government’s brokers.
politics-service-axis = share served, of those who asked
politics-service-connected = connected
politics-service-others = all others

politics-clientelism-title = The four elements of clientelism over time
politics-clientelism-reading = 1 is most: all ties last; clients depend, patrons do not; both give alike; all goes to named persons.
politics-clientelism-axis = share, 0 to 1
politics-clientelism-iteration = iteration: ties that last
politics-clientelism-asymmetry = asymmetry: clients depend
politics-clientelism-reciprocity = reciprocity
politics-clientelism-personalism = personalism: in all
politics-clientelism-political = … in politics

## replicates
replicates-bands = Means of { $n } replicates. Bands: 95 % confidence intervals of these means.
replicates-means = Means of { $n } replicates.
replicates-together = All { $n } replicates together.
replicates-first = One of { $n } replicates, the first.

## sweep
sweep-foot = Sweep: { $title }
sweep-points = { $points } points
sweep-replicates = , { $n } replicates each
sweep-one-replicate = , one replicate each
sweep-used = Known: { $used } of { $planned } { $of }.
sweep-observations-points = points
sweep-observations-samples = samples
sweep-observations-effects = elementary effects
sweep-observations-runs = runs
sweep-at-end = last round
sweep-at-start = at the start
sweep-at-mean = mean of the last { $n } rounds
sweep-at-round = round { $n }
sweep-shown = Shown: the { $shown } of { $all } factors that matter most.
sweep-estimate = { $value } ({ $low } to { $high })

sweep-phase-title = Phase diagram of { $measure }
sweep-phase-reading = A cell is the mean at two values, over all else that varies. Lines join places of equal mean.
sweep-phase-reading-without-contours = A cell is the mean at two values, over all else that varies.
sweep-phase-shown = Drawn: the { $shown } of { $all } pairs of factors over which the means range most.
sweep-phase-unknown = not known
sweep-phase-intervals = 95 % intervals
sweep-phase-median = median: ±{ $half }
sweep-phase-widest = widest: ±{ $half }
sweep-phase-half = ±{ $half }
sweep-phase-replicates = { $n } replicates in a cell
sweep-phase-one-replicate = one replicate in a cell
sweep-phase-points = { $n } points in a cell
sweep-phase-one-point = one point in a cell
sweep-phase-range = { $least } to { $most }
sweep-effects-title = Main effects on { $measure }
sweep-effects-reading = Markers: means at a factor’s value, over all else that varies. Whiskers: 95 % intervals of these means.
sweep-effects-in-bands = Lines and markers: means at a factor’s value, over all else that varies. Bands, whiskers: their 95 % intervals.
sweep-effects-shown = Shown: the { $shown } of { $all } factors over which means range most.

sweep-sobol-title = What explains { $measure }? Sobol indices
sweep-sobol-reading = Shares of the variance due to a factor alone and with all its interactions. Whiskers: 95 % intervals.
sweep-sobol-first = alone (first order)
sweep-sobol-total = with interactions (total)
sweep-sobol-sum = first order, all factors: { $sum } (1: no interactions)
sweep-sobol-axis = share of the variance between points

sweep-morris-title = What moves { $measure }? Elementary effects
sweep-morris-reading = Right: matters more. Up: effects vary more, with other factors or along the range. Whiskers: 95 % intervals.
sweep-morris-ranked-title = What moves { $measure } most? Elementary effects
sweep-morris-ranked-reading = Mean size of the change as a factor goes through its range, signs aside. Whiskers: 95 % intervals.
sweep-morris-mu-star = μ*, mean size of elementary effects{ $unit }
sweep-morris-sigma = σ, standard deviation of elementary effects{ $unit }
sweep-morris-equal = σ = μ*
sweep-morris-named = Of { $all } factors, the { $most } with the largest μ* are coloured, and named where there is room.
sweep-morris-room = Names stand where there is room: the ranked chart has all.

sweep-correlations-title = What does { $measure } rise and fall with?
sweep-correlations-reading = Other factors are held constant. Whiskers: 95 % intervals; if 0 is outside, it is more than chance.
sweep-correlations-axis = partial rank correlation; 0 is none
sweep-correlations-without = Without one: { $factors }.
