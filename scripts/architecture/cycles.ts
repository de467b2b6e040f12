// Finds circles in who imports whom.

/** Circles of the graph, each as its nodes in import order; at least one for every tangle, none when there is none. */
export function findCycles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const path: string[] = [];

  const visit = (node: string): void => {
    if (finished.has(node)) return;
    const seenAt = path.indexOf(node);
    if (seenAt >= 0) {
      cycles.push(path.slice(seenAt));
      return;
    }
    path.push(node);
    for (const target of imports.get(node) ?? []) visit(target);
    path.pop();
    finished.add(node);
  };

  for (const node of imports.keys()) visit(node);
  return cycles;
}
