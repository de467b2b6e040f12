// Names of files that a person is given. Pure.

const charsMax = 60;

/** `Biology - Cells - all events`: the parts, but for what no system lets be in a name, and not too long. */
export function fileNameOf(parts: readonly string[]): string {
  return parts.map(namePart).join(' - ');
}

function namePart(text: string): string {
  const allowed = text.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ');
  return (
    [...allowed.trim()]
      .slice(0, charsMax)
      .join('')
      .replace(/^\.+|\.+$/g, '')
      .trim() || 'unnamed'
  );
}
