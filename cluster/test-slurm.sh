#!/usr/bin/env bash
# Tests cluster/slurm.sh on a real Slurm of one node, started here and stopped again: an array of four shards, of which one is queued
# again while it runs and one is killed and queued again, must give the same files, byte for byte, as a sweep that ran in one piece.
#
#   cargo build --release && sudo cluster/test-slurm.sh [PROGRAM]
#
# Needs root and a Debian; installs slurm-wlm and munge if they are missing. Everything else is in a temporary folder, the daemons have
# their own ports, and a Slurm or munge of this machine is left alone. Exits with 1 at the first thing that is wrong. Takes one to three minutes.

set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/target/release/patronage}")
# How long to wait for anything, in seconds.
patience=${PATIENCE:-300}
work=$(mktemp -d /tmp/patronage-slurm.XXXXXX)
# Short commands that ask daemons must not wait for one that is gone.
ask=(timeout 30)

say() { echo "test-slurm: $*"; }

fail() {
  say "FAILED: $*" >&2
  for log in "$work"/log/* "$work"/*.log; do
    [ -f "$log" ] && { echo "--- $log"; tail -n 15 "$log"; } >&2
  done
  exit 1
}

# wait_for WHAT COMMAND...: until the command succeeds.
wait_for() {
  local what=$1 end=$((SECONDS + patience))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "waited $patience s for $what"
    sleep 0.2
  done
}

# stop NAME: the daemon that wrote NAME.pid, for good.
stop() {
  local file="$work/$1.pid" pid
  [ -s "$file" ] || return 0
  pid=$(cat "$file")
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
}

clean_up() {
  local status=$?
  trap - EXIT INT TERM HUP
  set +e
  if [ -n "${job:-}" ]; then
    "${ask[@]}" scancel "$job" "${merge:-$job}" 2>/dev/null
    for _ in $(seq 50); do
      [ -z "$("${ask[@]}" squeue -h -o %i 2>/dev/null)" ] && break
      sleep 0.2
    done
  fi
  stop slurmd
  stop slurmctld
  stop munged
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

install_slurm() {
  local missing=()
  command -v slurmctld slurmd sbatch >/dev/null || missing+=(slurm-wlm)
  command -v munged >/dev/null || missing+=(munge)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  timeout "$patience" apt-get install -y --no-install-recommends "${missing[@]}" >"$work/apt.log" 2>&1 ||
    { timeout "$patience" apt-get update && timeout "$patience" apt-get install -y --no-install-recommends "${missing[@]}"; } \
      >"$work/apt.log" 2>&1 || fail "slurm-wlm and munge cannot be installed"
}

# A port that nobody listens on, from $1 on.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start_munge() {
  mkdir -m 755 "$work/munge"
  dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
  chmod 400 "$work/munge/key"
  munged --force --socket="$work/munge/socket" --key-file="$work/munge/key" --seed-file="$work/munge/seed" \
    --pid-file="$work/munged.pid" --log-file="$work/log/munged.log" 2>"$work/log/munged.err" || fail "munged does not start"
  wait_for "munge" munge -n -S "$work/munge/socket"
}

# Four CPUs whatever the machine has, so that all shards run at once. Credentials that expire soon let a task that was queued again
# start again soon.
start_slurm() {
  local host
  host=$(hostname)
  cat >"$work/slurm.conf" <<CONF
ClusterName=patronage
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port 26817)
SlurmdPort=$(free_port 27817)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=5
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2
ReturnToService=2
MinJobAge=3600
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$work/slurm.conf
  mkdir "$work/state" "$work/spool"
  timeout 60 slurmctld -c >"$work/log/slurmctld.out" 2>&1 || fail "slurmctld does not start"
  wait_for "slurmctld" timeout 5 scontrol ping
  timeout 60 slurmd >"$work/log/slurmd.out" 2>&1 || fail "slurmd does not start"
  wait_for "the node" node_is_idle
}

node_is_idle() { timeout 5 sinfo -h -o %T | grep -qx idle; }

write_sweep() {
  cat >"$work/sweep.toml" <<TOML
title = "A sweep to interrupt"
base = "$root/scenarios/coercive-open.toml"
set = { "population.clients" = 400, "population.patrons" = 8, rounds = 100 }
replicates = 2
measures = ["coercion_mean", "gini_wealth_clients", "loyalty_mean@mean:10"]
factor = [
  { key = "economy.outside", low = 0.1, high = 0.9 },
  { key = "law.detection", levels = [0.0, 0.1, 0.5] },
]

[design]
kind = "random"
points = ${POINTS:-1500}
TOML
}

# missing K: how many runs shard K of 4 lacks, of how many, as `12 200`; nothing if it lacks none.
missing() {
  "$program" sweep "$work/sweep.toml" --out "$results" --status --json |
    grep -o "{\"shard\":\"$1/4\",\"missing\":[0-9]*,\"runs\":[0-9]*}" | tr -c '0-9\n' ' ' | awk '{ print $3, $4 }'
}

has_begun() {
  local lacks
  lacks=$(missing "$1") && [ -n "$lacks" ] && [ "${lacks% *}" -lt "${lacks#* }" ]
}

# field K NAME: what scontrol says of task K.
field() { "${ask[@]}" scontrol -o show job "${job}_$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }

is_in_state() { [ "$(field "$1" JobState)" = "$2" ]; }

# A merge of a sweep that is not finished must fail, and say which shard is missing.
refuse_merge() {
  if timeout "$patience" "$program" sweep-merge "$1" --no-charts >"$work/refused.log" 2>&1; then
    fail "sweep-merge made tables of a sweep that is not finished"
  fi
  grep -q "$2" "$work/refused.log" || fail "sweep-merge does not say: $2"
}

submit() {
  local options=(--parsable --chdir="$work" --export="ALL,PATRONAGE=$program")
  job=$("${ask[@]}" sbatch "${options[@]}" --array=1-4 --cpus-per-task=1 --mem-per-cpu=500M "$root/cluster/slurm.sh" sweep.toml "$results")
  merge=$("${ask[@]}" sbatch "${options[@]}" --dependency="afterany:$job" --output="$work/merge.log" \
    --wrap "'$program' sweep-merge '$results' --no-charts")
}

# Queues task 2 again while it runs: Slurm stops it with a signal.
requeue_running() {
  is_in_state 2 RUNNING || fail "shard 2 ended before it could be stopped: the sweep is too small for this machine (set POINTS)"
  "${ask[@]}" scontrol requeue "${job}_2" || fail "shard 2 cannot be queued again"
}

# Kills the program of task 3, as a crash of the node would, and queues the failed task again.
requeue_killed() {
  local pid
  is_in_state 3 RUNNING || fail "shard 3 ended before it could be killed: the sweep is too small for this machine (set POINTS)"
  pid=$(pgrep -f -- "^$program sweep .* --out $results --shard 3/4 ") || fail "shard 3 has no process"
  kill -9 "$pid"
  wait_for "the end of shard 3" is_in_state 3 FAILED
  refuse_merge "$results" "shard 3/4 is not finished"
  "${ask[@]}" scontrol requeue "${job}_3" || fail "shard 3 cannot be queued again"
}

# How often tasks 2 and 3 were started again: Slurm says so while they run.
has_restarted() { [ "$(field "$1" Restarts)" = 1 ]; }

all_have_ended() { [ -z "$(timeout 10 squeue -h -o %i -j "$job,$merge" || echo unknown)" ]; }

# same FOLDER: whether all files but the journals and the clock are those of the sweep in one piece.
same() {
  diff -r --exclude=journal --exclude=timing.json "$work/reference" "$1" >"$work/diff.log" 2>&1 || fail "$1 differs from a sweep in one piece"
  for table in design results; do
    [ -s "$1/$table.parquet" ] || fail "$1 has no table $table"
  done
}

# The shard that another machine ran, by pbs.sh: without its journal the sweep lacks it, with it the tables are the same.
check_pbs() {
  mkdir -p "$work/pbs/journal"
  cp "$results/plan.json" "$work/pbs/"
  cp "$results"/journal/[124]-of-4.journal "$work/pbs/journal/"
  refuse_merge "$work/pbs" "shard 3/4 is missing"
  timeout "$patience" env PBS_O_WORKDIR="$work" PBS_ARRAY_INDEX=3 SHARDS=4 SWEEP=sweep.toml OUT=pbs PATRONAGE="$program" \
    bash "$root/cluster/pbs.sh" >"$work/pbs.log" 2>&1 || fail "pbs.sh failed"
  timeout "$patience" "$program" sweep-merge "$work/pbs" --no-charts >"$work/pbs-merge.log" 2>&1 || fail "the shards cannot be merged"
  same "$work/pbs"
}

# What slurm.sh must not take for an array of shards.
check_refusals() {
  if bash "$root/cluster/slurm.sh" sweep.toml out >"$work/refused.log" 2>&1; then fail "slurm.sh runs outside of an array"; fi
  if env SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=7 SLURM_ARRAY_TASK_MAX=31 PATRONAGE=true \
    bash "$root/cluster/slurm.sh" sweep.toml out >"$work/refused.log" 2>&1; then
    fail "slurm.sh takes two of a hundred tasks for a whole array"
  fi
}

[ "$(id -u)" -eq 0 ] || { echo "test-slurm: needs root" >&2; exit 2; }
[ -x "$program" ] || { echo "test-slurm: no program at $program: cargo build --release" >&2; exit 2; }
mkdir "$work/log"
install_slurm
start_munge
start_slurm
say "$(sinfo --version) is up"

check_refusals
write_sweep
results=$work/results
timeout "$patience" "$program" sweep "$work/sweep.toml" --out "$work/reference" --no-charts >"$work/reference.log" 2>&1 ||
  fail "the sweep in one piece"
say "the sweep in one piece is finished"

submit
for shard in 2 3; do wait_for "the first runs of shard $shard" has_begun "$shard"; done
requeue_running
requeue_killed
say "shard 2 was stopped and shard 3 killed, and both are queued again"
for shard in 2 3; do wait_for "the second start of shard $shard" has_restarted "$shard"; done
wait_for "the end of all tasks" all_have_ended
for shard in 1 2 3 4; do is_in_state "$shard" COMPLETED || fail "shard $shard is $(field "$shard" JobState)"; done
grep -q '^Results: ' "$work/merge.log" || fail "the job that depends on the array did not make the tables"
same "$results"
say "the tables of the array are those of the sweep in one piece"

check_pbs
say "a shard can run elsewhere"
say "ok"
