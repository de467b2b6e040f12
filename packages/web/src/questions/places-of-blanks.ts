// Where in the text of a question its blanks and dropdowns are. The text is safe HTML with `[name]` in it; what stands in
// a tag is left alone, where an input would break it open.

export interface TextWithPlaces {
  /** The HTML with an empty `<span data-place="0">`, `1`, … in the place of each blank: its number in the list. */
  html: string;
  /** Numbers of the blanks that the text does not have a place for. */
  missing: number[];
}

/** The first place of each name is its blank; the same name further on stays text. Canvas does the same. */
export function placesOfBlanks(html: string, names: readonly string[]): TextWithPlaces {
  const waiting = new Map(names.map((name, index) => [name, index]));
  const placed = html.replace(/<[^<>]*>|\[([^[\]<>]*)\]/g, (whole: string, written: string | undefined) => {
    if (written === undefined) return whole.replace(/\sdata-place\s*=/gi, ' data-was=');
    const name = unescaped(written);
    const index = waiting.get(name);
    if (index === undefined) return whole;
    waiting.delete(name);
    return `<span data-place="${index}"></span>`;
  });
  return { html: placed, missing: [...waiting.values()] };
}

const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function unescaped(html: string): string {
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => characters[entity] ?? entity);
}
