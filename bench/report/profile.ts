// Reads what `node --cpu-prof` writes: which functions a process spent its time in, and for what.
import { readFileSync } from 'node:fs';

interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
  endTime: number;
}

export interface ProfileRow {
  /** `name file:line`. */
  where: string;
  /** Shares of the time that the thread was busy, 0 to 1. */
  self: number;
  total: number;
}

/** The `count` functions with the most time of their own, and how much of the time the thread was busy at all. */
export function readProfile(path: string, count: number): { busy: number; rows: ProfileRow[] } {
  const profile: CpuProfile = JSON.parse(readFileSync(path, 'utf8'));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map<number, number>();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node.id);

  const self = new Map<number, number>();
  for (const [index, id] of profile.samples.entries()) {
    self.set(id, (self.get(id) ?? 0) + (profile.timeDeltas[index] ?? 0));
  }
  const selfOf = new Map<string, number>();
  const totalOf = new Map<string, number>();
  let idle = 0;
  let all = 0;
  for (const [id, time] of self) {
    all += time;
    const name = nameOf(id);
    if (name.startsWith('(idle)')) {
      idle += time;
      continue;
    }
    selfOf.set(name, (selfOf.get(name) ?? 0) + time);
    const above = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) above.add(nameOf(at));
    for (const caller of above) totalOf.set(caller, (totalOf.get(caller) ?? 0) + time);
  }
  const busy = all - idle;
  const rows = [...selfOf]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([where, time]) => ({ where, self: time / busy, total: (totalOf.get(where) ?? 0) / busy }));
  return { busy: busy / all, rows };

  function nameOf(id: number): string {
    const frame = nodes.get(id)?.callFrame;
    if (frame === undefined) return '?';
    const file = frame.url.replace(/^.*\/(node_modules|packages)\//, '').replace(/^file:\/\//, '');
    return `${frame.functionName || '(anonymous)'} ${file}${file === '' ? '' : `:${frame.lineNumber + 1}`}`.trim();
  }
}
