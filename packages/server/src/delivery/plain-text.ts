// Text of somebody else, as it may be kept and shown.

/** Without the control characters that databases and terminals do not take for text, and well-formed; just as long. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd').toWellFormed();
}
