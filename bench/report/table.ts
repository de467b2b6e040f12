// Figures as text: columns that line up, and ratios against what was promised.

/** The middle one; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** A number for a cell: whole with thousands divided, or with `decimals`; a dash when it is not known. */
export function cell(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Rows under a head; the first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** One promise and what became of it. */
export interface Verdict {
  what: string;
  is: number;
  must: { atLeast: number } | { below: number } | { exactly: number };
  decimals?: number;
}

export function isKept({ is, must }: Verdict): boolean {
  if ('atLeast' in must) return is >= must.atLeast;
  return 'below' in must ? is < must.below : is === must.exactly;
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ['', 'is', 'must be', ''],
    verdicts.map((verdict) => [
      verdict.what,
      cell(verdict.is, verdict.decimals ?? 0),
      boundOf(verdict),
      isKept(verdict) ? '✓' : '✗',
    ]),
  );
}

function boundOf({ must, decimals = 0 }: Verdict): string {
  if ('atLeast' in must) return `≥ ${cell(must.atLeast, decimals)}`;
  return 'below' in must ? `< ${cell(must.below, decimals)}` : cell(must.exactly, decimals);
}
