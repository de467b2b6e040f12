// The scopes that a token can have: one for each route, told from the description of the API. Pure.

export interface Scope {
  /** `url:GET|/api/v1/courses`. */
  scope: string;
  method: string;
  path: string;
  summary: string;
}

export interface ScopeGroup {
  name: string;
  scopes: Scope[];
}

interface ApiDescription {
  paths: Record<string, Record<string, { summary?: string; tags?: string[] }>>;
}

/** By group and then as the API has them; only routes that tokens have scopes for. */
export function scopeGroups({ paths }: ApiDescription): ScopeGroup[] {
  const groups = new Map<string, Scope[]>();
  for (const [described, operations] of Object.entries(paths)) {
    if (!/^\/api\/(v1\/|lti\/|graphql$)/.test(described)) continue;
    const path = described.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const [name, { summary = '', tags = [] }] of Object.entries(operations)) {
      const method = name.toUpperCase();
      const group = tags[0] ?? 'Others';
      const scopes = groups.get(group) ?? [];
      scopes.push({ scope: `url:${method}|${path}`, method, path, summary });
      groups.set(group, scopes);
    }
  }
  return [...groups]
    .map(([name, scopes]) => ({ name, scopes }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The groups and scopes that have all words of `search` in them; all for nothing. */
export function scopesFound(groups: readonly ScopeGroup[], search: string): ScopeGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return groups
    .map(({ name, scopes }) => ({
      name,
      scopes: scopes.filter(({ scope, summary }) => {
        const text = `${name} ${scope} ${summary}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ scopes }) => scopes.length > 0);
}
