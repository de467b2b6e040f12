// Reads "Who may import whom" from docs/architecture.md, so that the page people read is the rule that holds.

/** For each folder of packages/server/src, the folders and workspace packages it may import besides itself. */
export type ImportTable = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

const heading = '## Who may import whom';

/** The table in the text of docs/architecture.md. Throws when it is missing or a row cannot be understood. */
export function readImportTable(markdown: string): ImportTable {
  const section = markdown.split(/^(?=## )/m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/architecture.md has no section "${heading}"`);
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  const table = new Map<string, ReadonlySet<string> | 'all'>();
  for (const row of rows.slice(2)) {
    const [, folders = '', allowed = ''] = row.split('|').map((cell) => cell.trim());
    for (const folder of names(folders)) {
      if (table.has(folder)) throw new Error(`docs/architecture.md has two rows for ${folder}`);
      table.set(folder, allowance(allowed, row));
    }
    if (names(folders).length === 0) throw new Error(`docs/architecture.md: which folder is it? ${row}`);
  }
  if (table.size === 0) throw new Error(`docs/architecture.md has no table under "${heading}"`);
  for (const [folder, allowed] of table) {
    if (allowed === 'all') continue;
    for (const name of allowed) {
      if (!table.has(name) && !name.startsWith('@')) {
        throw new Error(`docs/architecture.md lets ${folder} import ${name}, which has no row`);
      }
    }
  }
  return table;
}

/** Names are in backticks; any other words in the cell explain. */
function allowance(cell: string, row: string): ReadonlySet<string> | 'all' {
  const named = names(cell);
  if (named.length > 0) return new Set(named);
  if (cell === 'all') return 'all';
  if (cell === 'nothing') return new Set();
  throw new Error(`docs/architecture.md: what may it import? ${row}`);
}

function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1] ?? []);
}
