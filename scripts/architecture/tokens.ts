// Splits TypeScript source into words, punctuation and literals, without comments: as much reading as the
// architecture rules need. It knows no grammar, and reads the text between JSX tags as if it were code.

export interface Token {
  kind: 'word' | 'punctuation' | 'string' | 'template' | 'regex';
  /** As written; of a string, what is between the quotes, escapes unread. */
  text: string;
  /** 1-based. */
  line: number;
}

const blankOrComment = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)+/y;
const word = /[\p{ID_Continue}$#@]+/uy;
// A quote that its line does not close ends there, so that an apostrophe in JSX text spoils one line at most.
const string = /'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y;
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y;
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;

const wordsBeforeRegex = new Set(
  'return typeof case in of delete void throw new else do await yield instanceof'.split(' '),
);

/** The tokens of `source` in order. Never throws: what it cannot read becomes punctuation. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  /** For each template literal around us, how many braces are open since its `${`. */
  const braces: number[] = [];
  let at = 0;
  let line = 1;

  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0] ?? '';
    at += text.length;
    return text;
  };
  const add = (kind: Token['kind'], text: string, raw = text): void => {
    tokens.push({ kind, text, line });
    line += raw.split('\n').length - 1;
  };
  const addTemplateText = (): void => {
    add('template', take(templateText));
    if (source.startsWith('${', at)) braces.push(0);
    at += source.startsWith('${', at) ? 2 : 1;
  };

  while (at < source.length) {
    const skipped = take(blankOrComment);
    line += skipped.split('\n').length - 1;
    const character = source[at];
    if (character === undefined) break;
    const depth = braces.at(-1);
    if (character === "'" || character === '"') {
      const raw = take(string);
      add('string', raw.slice(1, raw.endsWith(character) && raw.length > 1 ? -1 : undefined), raw);
    } else if (character === '`') {
      at += 1;
      addTemplateText();
    } else if (character === '}' && depth === 0) {
      braces.pop();
      at += 1;
      addTemplateText();
    } else {
      const text = take(word);
      if (text !== '') {
        add('word', text);
        continue;
      }
      const literal = character === '/' && regexMayFollow(tokens.at(-1)) ? take(regex) : '';
      if (literal !== '') {
        add('regex', literal);
        continue;
      }
      if (depth !== undefined && character === '{') braces[braces.length - 1] = depth + 1;
      if (depth !== undefined && character === '}') braces[braces.length - 1] = depth - 1;
      at += 1;
      add('punctuation', character);
    }
  }
  return tokens;
}

/** Whether a slash after this token opens a regular expression; after a value it divides. */
function regexMayFollow(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return wordsBeforeRegex.has(before.text);
  return before.kind === 'punctuation' && !')]}'.includes(before.text);
}
