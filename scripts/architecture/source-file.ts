// What one source file says to the rules: what it imports, what it exports, where it writes `any`. It knows
// neither paths nor the import table.
import { type Token, tokenize } from './tokens.ts';

export interface Import {
  specifier: string;
  /** 1-based, of the specifier. */
  line: number;
}

export interface SourceFile {
  /** Every import, in order: types, re-exports, `import()` and `require()` included. */
  imports: Import[];
  /** Lines that export a default. */
  defaultExports: number[];
  /** Lines that use `any` as a type. */
  anyTypes: number[];
  /** Nothing in it but imports and export lists. */
  isBarrel: boolean;
}

/** Reads one file. Specifiers that are computed at run time are not seen. */
export function readSourceFile(source: string): SourceFile {
  const tokens = tokenize(source);
  const file: SourceFile = { imports: [], defaultExports: [], anyTypes: [], isBarrel: isBarrel(tokens) };
  tokens.forEach((token, index) => {
    if (token.kind !== 'word') return;
    const before = text(tokens[index - 1]);
    const after = text(tokens[index + 1]);
    if (before === '.') return;
    if (token.text === 'import' || token.text === 'export') {
      const specifier = readList(tokens, index)?.specifier;
      if (specifier !== undefined) file.imports.push({ specifier: specifier.text, line: specifier.line });
    }
    if (token.text === 'import' || token.text === 'require') {
      const argument = tokens[index + 2];
      if (after === '(' && (argument?.kind === 'string' || argument?.kind === 'template')) {
        file.imports.push({ specifier: argument.text, line: argument.line });
      }
    }
    const endsName = after === '}' || after === ',';
    if (token.text === 'default' && (before === 'export' || (endsName && /^(as|[{,])$/.test(before)))) {
      file.defaultExports.push(token.line);
    }
    // A key (`any:`, `any?:`) or a call (`any()`) is a name of somebody's, not the type.
    const isName = after === '(' || after === ':' || (after === '?' && text(tokens[index + 2]) === ':');
    if (token.text === 'any' && !isName) file.anyTypes.push(token.line);
  });
  return file;
}

interface List {
  specifier?: Token;
  /** Index of the first token after it and its semicolon. */
  end: number;
}

/** The import declaration or export list that begins at `start`, or undefined when it is something else. */
function readList(tokens: Token[], start: number): List | undefined {
  const keyword = text(tokens[start]);
  let at = start + 1;
  if (keyword === 'export') {
    const first = text(tokens[at]) === 'type' ? text(tokens[at + 1]) : text(tokens[at]);
    if (first !== '*' && first !== '{') return undefined;
  } else if (keyword !== 'import') return undefined;
  for (let token = tokens[at]; token !== undefined; token = tokens[++at]) {
    if (token.kind === 'word' || (token.kind === 'punctuation' && '{},*'.includes(token.text))) continue;
    const specifier =
      token.kind === 'string' && /^(from|import)$/.test(text(tokens[at - 1])) ? token : undefined;
    if (specifier !== undefined) at += 1;
    else if (keyword === 'import' || token.text !== ';') return undefined;
    const end = text(tokens[at]) === ';' ? at + 1 : at;
    return specifier === undefined ? { end } : { specifier, end };
  }
  return keyword === 'export' ? { end: at } : undefined;
}

function isBarrel(tokens: Token[]): boolean {
  let exports = false;
  let at = 0;
  while (at < tokens.length) {
    const list = readList(tokens, at);
    if (list === undefined) return false;
    exports ||= text(tokens[at]) === 'export';
    at = list.end;
  }
  return exports;
}

/** The text of a word or mark; a literal has none, so that quoted code is never taken for code. */
function text(token: Token | undefined): string {
  return token?.kind === 'word' || token?.kind === 'punctuation' ? token.text : '';
}
