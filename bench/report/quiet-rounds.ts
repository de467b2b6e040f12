// Rounds of measurements that count. The host of a virtual machine may give its processors to others in the midst of one,
// now to this rival and now to that; a round with more of it than a little is taken again.
import { readFileSync } from 'node:fs';
import { cell } from './table.ts';

/** Share of the processors' time asked for that a round may lose and still count. */
const lostMax = 0.02;

export interface QuietRounds<T> {
  /** Those that count. */
  rounds: T[];
  /** All that were taken: what must never happen must not have happened in any. */
  taken: T[];
  /** For the report: what was left out, or had to count all the same; empty when nothing was. */
  remark: string;
}

/**
 * Takes rounds until `count` of them lost no more than 2 % of the processors' time to the host, at most twice as many as that;
 * if these do not suffice, those that lost least count too. Where it is not known what was lost, all count.
 */
export async function quietRounds<T>(
  count: number,
  measure: (number: number) => Promise<T>,
): Promise<QuietRounds<T>> {
  const taken: { round: T; lost: number }[] = [];
  const quiet = (): number => taken.filter(({ lost }) => lost <= lostMax).length;
  while (quiet() < count && taken.length < 2 * count) {
    const before = processorTimes();
    const round = await measure(taken.length + 1);
    const after = processorTimes();
    taken.push({ round, lost: (after.lost - before.lost) / (after.asked - before.asked || 1) });
  }
  const counted = [...taken].sort((one, other) => one.lost - other.lost).slice(0, count);
  const percent = (lost: number): string => `${cell(lost * 100, 1)} %`;
  const most = Math.max(...counted.map(({ lost }) => lost));
  const remark =
    taken.length === count && most <= lostMax
      ? ''
      : `${counted.length} of ${taken.length} rounds count; of the processors' time that was asked for the host gave to others at most ` +
        `${percent(most)} in these, ${percent(Math.max(...taken.map(({ lost }) => lost)))} in all`;
  return {
    rounds: counted.map(({ round }) => round),
    taken: taken.map(({ round }) => round),
    remark,
  };
}

/** Ticks of all processors since the machine started that somebody asked for, and of these the ones lost to the host; zeros where
 * nobody says. */
function processorTimes(): { asked: number; lost: number } {
  try {
    const [total = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    // user, nice, system, idle, iowait, irq, softirq, steal; what guests of ours use is part of user
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, lost = 0] = total
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return { asked: user + nice + system + irq + softirq + lost, lost };
  } catch {
    return { asked: 0, lost: 0 };
  }
}
