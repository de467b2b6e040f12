// Truth values as both databases keep them: the portable schema has no boolean column.

export type Flag = 0 | 1;

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
