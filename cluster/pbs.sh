#!/usr/bin/env bash
# Runs a sweep as a PBS array job (OpenPBS, PBS Professional), one shard a task. From a folder that all nodes share:
#
#   job=$(qsub -J 1-100 -v SHARDS=100,SWEEP=SWEEP.toml,OUT=DIR cluster/pbs.sh)
#   echo 'cd "$PBS_O_WORKDIR" && patronage sweep-merge DIR' | qsub -W depend=afterany:"$job"
#
# The second line makes the tables when all tasks have ended; if runs are missing it fails and names their shards. Then submit the first
# line again: what is finished is not run again. SHARDS is the last number of -J. Torque has `-t 1-100` instead of `-J 1-100`.
# Where the program is not on the PATH, add PATRONAGE=/path/to/patronage to -v.

#PBS -N patronage
#PBS -l select=1:ncpus=4:mem=4gb
#PBS -l walltime=12:00:00
#PBS -j oe
# A task whose node fails is queued again and goes on from its journal.
#PBS -r y

set -euo pipefail

: "${SHARDS:?say of how many shards: qsub -v SHARDS=...}"
: "${SWEEP:?say which sweep file: qsub -v SWEEP=...}"
: "${OUT:?say which results folder: qsub -v OUT=...}"
shard=${PBS_ARRAY_INDEX:-${PBS_ARRAYID:-}}
: "${shard:?this is an array job: submit it with qsub -J 1-SHARDS}"
cd "${PBS_O_WORKDIR:-.}"

# Signals go straight to the program: it stops between two rounds, and all finished runs are in its journal.
exec "${PATRONAGE:-patronage}" sweep "$SWEEP" --out "$OUT" --shard "$shard/$SHARDS" --resume --quiet \
  --threads "${NCPUS:-${PBS_NUM_PPN:-1}}"
