// Subscribers of a grading storm, and the account of what they got: everything, at least once, and the same thing each time.

import { Webhook } from 'standardwebhooks';
import { stormAdminToken } from './grading-storm.ts';
import type { GotRequest } from './receiver.ts';
import { runSql } from './sql.ts';

/** Of a key that says nothing to anybody. */
export const stormSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const wanted = {
  canvas: { Format: 'live-event', EventTypes: ['*'] },
  caliper: { Format: 'caliper', EventTypes: ['grade_change'] },
  ordered: { Format: 'live-event', EventTypes: ['course_grade_change'], Ordered: true },
};

/** Subscribes `/canvas` to everything, `/caliper` to grades and `/ordered` to course grades, a student's in order. */
export async function subscribeThrice(url: string, port: number): Promise<void> {
  for (const [path, what] of Object.entries(wanted)) {
    const subscription = {
      ...what,
      ContextType: 'root_account',
      ContextId: '1',
      TransportType: 'https',
      TransportMetadata: { Url: `http://127.0.0.1:${port}/${path}`, Secret: stormSecret },
    };
    const response = await fetch(`${url}/api/lti/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stormAdminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subscription }),
    });
    if (!response.ok)
      throw new Error(`subscribing was answered ${response.status}: ${await response.text()}`);
  }
}

export interface StormSubscription {
  id: number;
  path: string;
  eventNames: string[];
  isOrdered: boolean;
}

export async function subscriptionsIn(databaseUrl: string): Promise<StormSubscription[]> {
  const rows = await runSql<{ id: number; target: string; event_names: string; is_ordered: number }>(
    databaseUrl,
    'select id, target, event_names, is_ordered from subscriptions order by id',
  );
  return rows.map(({ id, target, event_names, is_ordered }) => ({
    id,
    path: new URL((JSON.parse(target) as { url: string }).url).pathname,
    eventNames: JSON.parse(event_names) as string[],
    isOrdered: is_ordered === 1,
  }));
}

/** What is wrong, in words: events that did not arrive, that nobody announced, or that said something else the second time. */
export async function missing(
  databaseUrl: string,
  subscriptions: readonly StormSubscription[],
  requests: readonly GotRequest[],
): Promise<string[]> {
  const events = await runSql<{ uuid: string; event_name: string; user_id: number | null }>(
    databaseUrl,
    'select uuid, event_name, user_id from live_events order by position',
  );
  return subscriptions.flatMap(({ path, eventNames, isOrdered }) => {
    const due = events.filter(
      ({ event_name }) => eventNames.includes('*') || eventNames.includes(event_name),
    );
    const got = new Map<string, string>();
    const faults: string[] = [];
    for (const { body, headers } of requests.filter((request) => request.path === path)) {
      new Webhook(stormSecret).verify(body, headers as Record<string, string>);
      const id = String(headers['webhook-id']);
      const said = withoutSendTime(body);
      if ((got.get(id) ?? said) !== said) faults.push(`${path}: ${id} said something else the second time`);
      // The test event of subscribing is in no feed.
      if (!body.includes('quizwire.test') && !got.has(id)) got.set(id, said);
    }
    const known = new Set(due.map(({ uuid }) => uuid));
    const lost = due.filter(({ uuid }) => !got.has(uuid));
    const foreign = [...got].filter(([id, body]) => !known.has(id) && !isTest(body));
    if (lost.length > 0) faults.push(`${path}: ${lost.length} of ${due.length} have not arrived`);
    if (foreign.length > 0) faults.push(`${path}: nobody announced ${foreign.map(([id]) => id).join(' ')}`);
    if (isOrdered) faults.push(...disorder(path, due, [...got.keys()]));
    return faults;
  });
}

/** The first arrivals of each student's events are in the order of the feed. */
function disorder(
  path: string,
  due: readonly { uuid: string; user_id: number | null }[],
  arrived: readonly string[],
): string[] {
  const place = new Map(arrived.map((uuid, index) => [uuid, index]));
  return [...Map.groupBy(due, ({ user_id }) => user_id)].flatMap(([userId, events]) => {
    const places = events.map(({ uuid }) => place.get(uuid)).filter((index) => index !== undefined);
    const isInOrder = places.every((index, at) => at === 0 || index > (places[at - 1] as number));
    return isInOrder ? [] : [`${path}: events of student ${userId} arrived out of order`];
  });
}

/** Fresh in every send of a Caliper envelope. */
function withoutSendTime(body: string): string {
  return body.replace(/"sendTime":"[^"]*"/, '');
}

function isTest(body: string): boolean {
  return body.includes('quizwire.test') || body.includes('quizwire-test');
}
