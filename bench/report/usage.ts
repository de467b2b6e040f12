// What processes use, as Linux tells in /proc. Elsewhere everything is unknown (NaN), and the benchmarks still run.
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, which Linux fixes at 100 for everything it shows in /proc. */
const ticksPerSecond = 100;

/** Most memory that the process ever had in RAM, in MB. */
export function peakRssMb(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1];
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024;
}

/** Seconds of CPU that the process has used, all threads; `withChildren` adds its children, ended ones included. */
export function cpuSeconds(pid: number, { withChildren = false } = {}): number {
  const own = ticksOf(pid);
  if (!withChildren) return own.self / ticksPerSecond;
  let ticks = own.self + own.endedChildren;
  for (const child of childrenOf(pid)) ticks += ticksOf(child).self;
  return ticks / ticksPerSecond;
}

function ticksOf(pid: number): { parent: number; self: number; endedChildren: number } {
  const stat = readProc(pid, 'stat');
  // The second field is the program's name, which may hold spaces and brackets: count from behind it.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = Number.NaN] = fields;
  const [user = Number.NaN, system = 0, childUser = 0, childSystem = 0] = fields.slice(11);
  return { parent, self: user + system, endedChildren: childUser + childSystem };
}

function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((candidate) => ticksOf(candidate).parent === pid);
}

/** Empty when there is no such process any more, or no /proc. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
