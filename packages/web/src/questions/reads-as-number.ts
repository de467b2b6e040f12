// Whether the server will read a text as a number. It reads English and continental ways of writing one; what it cannot read
// it does not save, so the page says so at once.

const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const grouped = [
  /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/,
  /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/,
  /^[+-]?\d*,\d+$/,
];

/** Empty text reads as no answer, which is saved, too. */
export function readsAsNumber(text: string): boolean {
  const written = text.trim();
  if (written === '') return true;
  if (plain.test(written)) return Number.isFinite(Number(written));
  return grouped.some((form) => form.test(written));
}
