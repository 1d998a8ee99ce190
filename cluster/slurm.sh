#!/usr/bin/env bash
# Runs a sweep as a Slurm array job, one shard a task. From a folder that all nodes share:
#
#   job=$(sbatch --parsable --array=1-100 cluster/slurm.sh SWEEP.toml DIR)
#   sbatch --dependency="afterany:$job" --wrap='patronage sweep-merge DIR'
#
# The second line makes the tables when all tasks have ended; if runs are missing it fails and names their shards. Then submit the first
# line again, with any number of tasks: what is finished is not run again. `patronage sweep SWEEP.toml --out DIR --status` says how far it is.
#
# To start again only some shards of a hundred: sbatch --array=7,31 --export=ALL,SHARDS=100 cluster/slurm.sh SWEEP.toml DIR
# Where the program is not on the PATH: sbatch --export=ALL,PATRONAGE=/path/to/patronage ...
# Options of sbatch before the file's name replace those below.

#SBATCH --job-name=patronage
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=12:00:00
#SBATCH --output=%x-%A_%a.log
#SBATCH --open-mode=append
# A task that is preempted, or whose node fails, is queued again and goes on from its journal.
#SBATCH --requeue

set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: sbatch --array=1-SHARDS slurm.sh SWEEP.toml DIR" >&2
  exit 2
fi
if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
  echo "this is an array job: submit it with sbatch --array=1-SHARDS" >&2
  exit 2
fi
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
if [ -z "${SHARDS:-}" ] && { [ "$SLURM_ARRAY_TASK_MIN" -ne 1 ] || [ "$SLURM_ARRAY_TASK_MAX" -ne "$shards" ]; }; then
  echo "tasks must be numbered from 1 without gaps (--array=1-SHARDS), or SHARDS say of how many they are" >&2
  exit 2
fi

# Signals go straight to the program: it stops between two rounds, and all finished runs are in its journal.
exec "${PATRONAGE:-patronage}" sweep "$1" --out "$2" --shard "$SLURM_ARRAY_TASK_ID/$shards" --resume --quiet \
  --threads "${SLURM_CPUS_PER_TASK:-1}"
