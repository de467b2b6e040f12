// A row as one text, for what every request looks up: a driver takes longer over thirty columns than the database takes to
// find them.

/** The unit separator, which no name, state or number has. */
const separator = '\u001f';

/** SQL of one text with the values of these expressions, of which none may be a text with U+001F; null is an empty text. */
export function rowText(expressions: readonly string[]): string {
  return `concat(${expressions.join(`, '${separator}', `)})`;
}

/** The values again, in the same order. */
export function valuesOf(text: string): string[] {
  return text.split(separator);
}

export function integerOrNull(value: string | undefined): number | null {
  return value ? Number(value) : null;
}
