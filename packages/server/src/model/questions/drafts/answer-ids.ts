// Ids of answers and matches: drawn by lot, so that they say nothing, and different within a question.

/** Canvas: 10,000. Many more than a question has answers. */
export const answerIdsBelow = 10_000;

/**
 * `build` is called for each item, in order, with an id that no other has: the one it came with, if it is the first to
 * have that, else a new one from 1 to 9999. `newId` draws candidates; where one is taken, the next free number is used.
 */
export function withIds<Item, Built>(
  items: readonly Item[],
  sentId: (item: Item) => number | undefined,
  newId: () => number,
  build: (item: Item, id: number) => Built,
): Built[] {
  const owners = new Map<number, number>();
  for (const [index, item] of items.entries()) {
    const id = sentId(item);
    if (id !== undefined && !owners.has(id)) owners.set(id, index);
  }
  return items.map((item, index) => {
    const sent = sentId(item);
    if (sent !== undefined && owners.get(sent) === index) return build(item, sent);
    let id = newId();
    while (id === 0 || owners.has(id)) id = (id + 1) % answerIdsBelow;
    owners.set(id, index);
    return build(item, id);
  });
}
