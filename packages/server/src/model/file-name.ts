// Names that people's machines give to files, made fit to be shown and to be saved under on another machine.

/** Control characters, and those that turn the direction of writing so that `exe.fdp` looks like a PDF. */
const unseemly = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The last part of a path, of any machine; empty when there is none, as in `..`. Whoever calls bounds its length. */
export function fileNameIn(text: string): string {
  const name = (text.split(/[/\\]/).at(-1) ?? '').replaceAll(unseemly, '').trim();
  return /^\.*$/.test(name) ? '' : name;
}

/** Canvas: beside the name as it is shown there is one as forms encode it. */
export function encodedFileName(name: string): string {
  return new URLSearchParams([['', name]]).toString().slice(1);
}
