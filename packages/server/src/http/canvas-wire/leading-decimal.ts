// Ruby's reading of text as a number with a fraction, which Canvas uses for scores.

const leading = /^\s*([+-]?(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?)/i;

/**
 * The number that the text begins with, after spaces, in decimal or scientific notation; 0 when there is none. Underscores
 * between digits are passed over. May be infinite.
 */
export function leadingDecimal(text: string): number {
  return Number((leading.exec(text)?.[1] ?? '0').replaceAll('_', '')) + 0;
}
