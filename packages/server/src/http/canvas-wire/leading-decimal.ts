// Ruby's reading of text as a number with a fraction, which Canvas uses for scores.

/**
 * The number that the text begins with, after spaces, in decimal or scientific notation; 0 when there is none. Underscores
 * between digits are passed over. May be infinite.
 */
export function leadingDecimal(text: string): number {
  const digits = '\\d+(?:_\\d+)*';
  const found = new RegExp(`^\\s*([+-]?(?:${digits}(?:\\.${digits})?|\\.${digits})(?:e[+-]?${digits})?)`, 'i').exec(text);
  return Number((found?.[1] ?? '0').replaceAll('_', '')) + 0;
}
