// Addresses as they may be told to others: without what would let a reader act for somebody.

/** Parameters of ours that are secrets, in lower case. */
const secretParameters: ReadonlySet<string> = new Set([
  'access_token',
  'validation_token',
  'authenticity_token',
]);

/** Those that are also secrets within others, as in `pseudonym[password]` and `quiz[access_code]`. */
const secretMembers = ['password', 'access_code'];

/**
 * The same address, character for character, without a user name and password before its host and without the secret
 * parameters of its query and of its fragment, however their names are written: in capitals, percent-encoded, as a list or
 * an object.
 */
export function withoutSecrets(address: string): string {
  const url = address.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1');
  const query = url.indexOf('?');
  const hash = url.indexOf('#');
  if (query === -1 && hash === -1) return url;
  if (hash !== -1 && hash < query) return cut(url, hash);
  if (hash === -1) return cut(url, query);
  return cut(url.slice(0, hash), query) + cut(url.slice(hash), 0);
}

/** `start` is where the `?` or `#` is, which goes too when nothing is left after it; -1 for neither. */
function cut(text: string, start: number): string {
  if (start === -1) return text;
  const pairs = text.slice(start + 1).split('&');
  const kept = pairs.filter((pair) => !isSecret(pair));
  if (kept.length === pairs.length) return text;
  return kept.length === 0 ? text.slice(0, start) : text.slice(0, start + 1) + kept.join('&');
}

/** Rack takes a name up to its first bracket. A fragment may have a query of its own in it. */
function isSecret(pair: string): boolean {
  const equals = pair.indexOf('=');
  const written = equals === -1 ? pair : pair.slice(0, equals);
  const name = written
    .slice(written.lastIndexOf('?') + 1)
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .trim()
    .toLowerCase();
  // The first character is part of the name even when it is a bracket.
  const bracket = name.indexOf('[', 1);
  return (
    secretParameters.has(bracket === -1 ? name : name.slice(0, bracket)) ||
    secretMembers.some((member) => name === member || name.includes(`[${member}]`))
  );
}
