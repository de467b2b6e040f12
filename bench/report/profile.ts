// Reads what `node --cpu-prof` writes: which files and functions a thread spent its time in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, table } from './table.ts';

interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

export interface ProfileShares {
  /** How long the thread had something to do, and its share of the whole time. */
  busySeconds: number;
  busy: number;
  /** Shares of the busy time by file or package, greatest first; a built-in function counts for who called it. */
  parts: [name: string, share: number][];
  /** The same by function, built-in ones for themselves. */
  functions: [name: string, share: number][];
}

const rowsShown = 25;

const startUp = /^node:internal\/(modules|deps\/amaro)|^wasm:/;

/** For each thread that was profiled into that directory: its tables, with what each part took for one of `count` items. */
export function profileTables(directory: string, count: number, item: string): string[] {
  return readdirSync(directory).flatMap((file) => {
    const { busySeconds, busy, parts, functions } = readProfile(join(directory, file));
    const microseconds = (1e6 * busySeconds) / count;
    const tables = [
      ['file or package', parts],
      ['function', functions],
    ] as const;
    return [
      `a thread that was busy ${cell(busy * 100)} % of the time, and of that in`,
      ...tables.map(([title, shares]) => {
        const rows = shares
          .slice(0, rowsShown)
          .map(([name, share]) => [name, `${cell(share * 100, 1)} %`, cell(share * microseconds, 1)]);
        return `${table([title, 'share', `µs a ${item}`], rows)}\n`;
      }),
    ];
  });
}

/** Leaves out the loading of modules, which is over when the load begins. */
export function readProfile(path: string): ProfileShares {
  const { nodes, samples, timeDeltas }: CpuProfile = JSON.parse(readFileSync(path, 'utf8'));
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const parentOf = new Map<number, ProfileNode>();
  for (const node of nodes) for (const child of node.children ?? []) parentOf.set(child, node);

  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  let idle = 0;
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const node = nodeOf.get(id);
    const time = timeDeltas[index] ?? 0;
    if (node === undefined) continue;
    if (node.callFrame.functionName === '(idle)') {
      idle += time;
      continue;
    }
    const part = partOf(node);
    if (startUp.test(part)) continue;
    busy += time;
    parts.set(part, (parts.get(part) ?? 0) + time);
    const name = functionName(node, part);
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  const shares = (times: Map<string, number>): [string, number][] =>
    [...times].sort(([, a], [, b]) => b - a).map(([name, time]) => [name, time / busy]);
  return {
    busySeconds: busy / 1e6,
    busy: busy / (busy + idle),
    parts: shares(parts),
    functions: shares(functions),
  };

  function partOf(node: ProfileNode): string {
    for (let at: ProfileNode | undefined = node; at !== undefined; at = parentOf.get(at.id)) {
      if (at.callFrame.url !== '') return shortened(at.callFrame.url);
    }
    return node.callFrame.functionName;
  }
}

/** A file of ours from `src/` on, a package by its name, a part of Node by its own. */
function shortened(url: string): string {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  return installed ?? url.replace(/^.*\/packages\/server\//, '');
}

function functionName({ callFrame }: ProfileNode, part: string): string {
  const name = callFrame.functionName || '(anonymous)';
  return callFrame.url === '' ? `${name}, called by ${part}` : `${name} ${part}:${callFrame.lineNumber + 1}`;
}
