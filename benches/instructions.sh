#!/usr/bin/env bash
# Counts the instructions of a fixed run, phase by phase, and compares them with benches/instructions.txt: a guard against
# slowness that comes unseen, and no timed test, for such a run takes the same instructions on a busy machine as on a quiet one.
#
#   benches/instructions.sh            compare; exit code 1 if a count left its tolerance
#   benches/instructions.sh --write    write the counts of now to benches/instructions.txt
#
# A program that is built already may follow as a last argument; else the release program is built.
#
# A count may differ by 3 % in all and by 8 % in a part, in either direction: less is a success that belongs into the file, for else
# the next loss would hide behind it. Parts that differ by less than 0.2 % of the whole run are let pass.
#
# The run: 20,000 clients, 20 rounds, with politics, one thread, no charts, with nothing of the environment. Instructions are counted by
# valgrind's callgrind, which shows every program the same processor, if the machine has AVX2 (else the counts of phases are higher). They
# depend on the compiler: counts of another one than the file's are shown but not judged.
set -euo pipefail
cd "$(dirname "$0")/.."

counts=benches/instructions.txt
all_tolerance=3 part_tolerance=8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What is counted: the whole run, creation, every phase of the schedule, laws, measures, networks, data files.
parts() {
  local phase
  printf '%s\n' 'world::populate::populate_watched creation'
  sed -n 's/.*Phase { name: "\([a-z]*\)", run: .*/\1/p' src/phases/mod.rs | while read -r phase; do
    printf '%s\n' "phases::$phase::run $phase"
  done
  printf '%s\n' 'world::laws::check laws' 'metrics::observe measures' 'metrics::network::observe::observe_by networks' \
    'output::parquet::encode files'
}

# Per function of the package, the instructions of its calls with all that they call, as callgrind wrote them.
sums() {
  awk '
    /^c?fn=/ {
      id = substr($0, index($0, "(") + 1, index($0, ")") - index($0, "(") - 1)
      if (NF > 1) name[id] = substr($0, index($0, ") ") + 2)
      if (/^cfn=/) called = name[id]
      next
    }
    /^calls=/ { getline; cost[called] += $2 }
    /^summary:/ { all = $2 }
    END {
      print "all", all
      for (function_ in cost) if (sub(/^patronage::/, "", function_)) sum[function_] += cost["patronage::" function_]
      while ((getline line < "'"$scratch/parts"'") > 0) {
        at = match(line, / [a-z]+$/)
        function_ = substr(line, 1, at - 1)
        if (!sum[function_]) { print "nothing was counted of " function_ ": it has another name now" >"/dev/stderr"; exit 2 }
        printf "%s %.0f\n", substr(line, at + 1), sum[function_]
      }
    }' "$1"
}

measure() {
  parts >"$scratch/parts"
  env -i "$(command -v valgrind)" --tool=callgrind --callgrind-out-file="$scratch/callgrind" --log-file="$scratch/log" \
    "$program" run scenarios/healthy.toml --rounds 20 --set politics.every=8 --threads 1 --no-charts --quiet \
    --out "$scratch/run" || { cat "$scratch/log" >&2; exit 2; }
  printf '# Instructions of a fixed run, made with `benches/instructions.sh --write`, which says what is counted and compares with it.\n'
  printf '# %s\n' "$(rustc --version)"
  sums "$scratch/callgrind"
}

write=no
if [ "${1:-}" = --write ]; then write=yes; shift; fi
program=${1:-target/release/patronage}
[ -n "${1:-}" ] || cargo build --locked --release --quiet --bin patronage
measure >"$scratch/now"
if [ $write = yes ]; then
  cp "$scratch/now" "$counts"
  cat "$counts"
  exit
fi

if [ "$(sed -n 2p "$counts")" != "$(sed -n 2p "$scratch/now")" ]; then
  echo "counts are not judged: they were made with another compiler ($(sed -n '2s/# //p' "$counts"))"
  all_tolerance=inf part_tolerance=inf
fi
awk -v all="$all_tolerance" -v part="$part_tolerance" '
  /^#/ { next }
  NR == FNR { before[$1] = $2; next }
  {
    seen[$1] = 1
    known = $1 in before
    by = known && before[$1] > 0 ? 100 * ($2 / before[$1] - 1) : ($2 > 0 && known ? 100 : 0)
    small = $1 != "all" && ($2 - before[$1]) ^ 2 < (0.002 * before["all"]) ^ 2
    left = !known || $2 == 0 && before[$1] > 0 || !small && by ^ 2 > ($1 == "all" ? all : part) ^ 2
    if ((all "") == "inf") left = 0
    printf "%-10s %14.0f %14.0f %+8.1f %%%s\n", $1, before[$1], $2, by, left ? "  <- beyond its tolerance" : ""
    failed = failed || left
  }
  END {
    for (name in before) if (!(name in seen)) { print name " is in the file, but is no longer counted"; failed = 1 }
    if (failed) print "more instructions: find what costs them (callgrind_annotate --inclusive=yes), or say in the commit why they are worth it; " \
      "then, as with fewer: benches/instructions.sh --write"
    exit failed
  }' "$counts" "$scratch/now"
