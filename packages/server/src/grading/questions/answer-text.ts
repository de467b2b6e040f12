// Texts within answers, which may be anything.

/** A text as it is, a number or an id as text; whatever else is empty, which is no id. */
export function textOrEmpty(given: unknown): string {
  if (typeof given === 'string') return given;
  return typeof given === 'number' ? String(given) : '';
}

/** How texts are compared: without space around them, in lower case. Canvas: quiz reference §3.1. */
export function comparableText(text: string): string {
  return text.trim().toLowerCase();
}
