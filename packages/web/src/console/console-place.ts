// The addresses of the console, and which of its pages an address is. Pure but for the path that the server stands behind.

import { urlOf } from '../api/place.ts';

export type ConsolePlace =
  | { page: 'subscriptions' }
  | { page: 'new subscription' }
  | { page: 'subscription'; id: string }
  | { page: 'edit subscription'; id: string }
  | { page: 'delivery'; id: string }
  | { page: 'dead' }
  | { page: 'events' }
  | { page: 'nowhere' };

export const consoleUrls = {
  subscriptions: () => urlOf('/console'),
  newSubscription: () => urlOf('/console/subscriptions/new'),
  subscription: (id: string) => urlOf(`/console/subscriptions/${encodeURIComponent(id)}`),
  editSubscription: (id: string) => urlOf(`/console/subscriptions/${encodeURIComponent(id)}/edit`),
  delivery: (id: number) => urlOf(`/console/deliveries/${id}`),
  dead: () => urlOf('/console/dead'),
  events: (cursor?: string) => urlOf(`/console/events${cursor === undefined ? '' : `?event=${cursor}`}`),
};

/** `pathname` as in the address, whatever stands before `/console`. */
export function consolePlace(pathname: string): ConsolePlace {
  const [area = '', id = '', action = '', ...more] = (/\/console(?:\/(.*))?$/.exec(pathname)?.[1] ?? '')
    .split('/')
    .map(decoded);
  if (more.length > 0) return { page: 'nowhere' };
  if (area === '' || (area === 'subscriptions' && id === '')) return { page: 'subscriptions' };
  if (area === 'subscriptions') {
    if (action === 'edit') return { page: 'edit subscription', id };
    if (action !== '') return { page: 'nowhere' };
    return id === 'new' ? { page: 'new subscription' } : { page: 'subscription', id };
  }
  if (area === 'deliveries' && id !== '' && action === '') return { page: 'delivery', id };
  if ((area === 'dead' || area === 'events') && id === '') return { page: area };
  return { page: 'nowhere' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
