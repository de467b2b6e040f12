// Decimal numbers as people write them, in any of the ways that can be told apart without knowing their language.

const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** `1,234.5` and `1.234,5`: groups of three, the first of which is no bare 0. */
const commaGroups = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const pointGroups = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;
const commaDecimal = /^[+-]?\d*,\d+$/;

/**
 * The number as digits with a point, as `Number` reads it; null when it is none. `1,234` is English, one thousand and more;
 * a comma that cannot stand between thousands is a decimal comma: `3,5`.
 */
export function decimalText(text: string): string | null {
  const written = text.trim();
  if (plain.test(written)) return written;
  if (commaGroups.test(written)) return written.replaceAll(',', '');
  if (pointGroups.test(written)) return written.replaceAll('.', '').replace(',', '.');
  return commaDecimal.test(written) ? written.replace(',', '.') : null;
}
