// The places of administration: their addresses, and what an address means. Pure.

export type AdminPlace =
  | { at: 'people' | 'new-person' | 'courses' | 'new-course' | 'tokens' | 'settings' | 'health' | 'nowhere' }
  | { at: 'person' | 'course'; id: number };

/** `path` is what stands behind `/admin` in the address; nothing leads to the people. */
export function placeOf(path: string): AdminPlace {
  const [area = '', name = '', ...more] = path.replace(/^\/|\/$/g, '').split('/');
  if (more.length > 0) return { at: 'nowhere' };
  const id = /^[1-9]\d{0,15}$/.test(name) ? Number(name) : null;
  switch (area) {
    case '':
    case 'people':
      if (name === 'new') return { at: 'new-person' };
      return ofList('people', 'person', name, id);
    case 'courses':
      if (name === 'new') return { at: 'new-course' };
      return ofList('courses', 'course', name, id);
    case 'tokens':
    case 'settings':
    case 'health':
      return { at: name === '' ? area : 'nowhere' };
    default:
      return { at: 'nowhere' };
  }
}

function ofList(
  list: 'people' | 'courses',
  one: 'person' | 'course',
  name: string,
  id: number | null,
): AdminPlace {
  if (name === '') return { at: list };
  return id === null ? { at: 'nowhere' } : { at: one, id };
}

/** Those that somebody without an account has too: their own tokens, and courses that they teach. */
export function isForEverybody({ at }: AdminPlace): boolean {
  return at === 'tokens' || at === 'course';
}

/** Titles, in which section a place is, and whether below what the section itself shows. */
export const placeNames: Record<AdminPlace['at'], { title: string; section: string; isBelow?: true }> = {
  people: { title: 'People', section: 'People' },
  'new-person': { title: 'New person', section: 'People', isBelow: true },
  person: { title: 'Person', section: 'People', isBelow: true },
  courses: { title: 'Courses', section: 'Courses' },
  'new-course': { title: 'New course', section: 'Courses', isBelow: true },
  course: { title: 'Course', section: 'Courses', isBelow: true },
  tokens: { title: 'Your access tokens', section: 'Your tokens' },
  settings: { title: 'Settings', section: 'Settings' },
  health: { title: 'Health', section: 'Health' },
  nowhere: { title: 'There is no such page', section: '' },
};
