// Messages in portions of bounded size, in their order.

/**
 * Portions of `items`, each as long as its bytes together stay within `bytesMax`. An item that is larger by itself is a
 * portion of its own: whoever takes it may have another bound.
 */
export function portions<Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  bytesMax: number,
): Item[][] {
  const made: Item[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const more = bytesOf(item);
    if (bytes + more > bytesMax) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1)?.push(item);
    bytes += more;
  }
  return made;
}
