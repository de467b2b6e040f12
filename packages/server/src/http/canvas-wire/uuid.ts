// Tells the text of a UUID, whatever its version.

/** 1 for the codes of hexadecimal digits. Looked up, because no branch foresees whether a letter or a digit is next. */
const hexadecimal = new Uint8Array(128);
for (const digit of '0123456789abcdefABCDEF') hexadecimal[digit.charCodeAt(0)] = 1;

/** Whether the text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between, in either case. */
export function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  let digits = 0;
  for (let i = 0; i < 36; i++) digits += hexadecimal[text.charCodeAt(i)] ?? 0;
  return digits === 32 && text[8] === '-' && text[13] === '-' && text[18] === '-' && text[23] === '-';
}
