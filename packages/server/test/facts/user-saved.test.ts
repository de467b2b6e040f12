// user_created, user_updated, logged_in, logged_out. Source: live events reference §3.10.

import { describe, expect, test } from 'vitest';
import { bodyText } from '../../src/facts/message-text.ts';
import { loggedIn, loggedOut } from '../../src/facts/signed-in.ts';
import { userCreated, userUpdated } from '../../src/facts/user-saved.ts';
import type { Pseudonym, User } from '../../src/model/user.ts';

const user: User = {
  id: 6,
  name: 'Ada Lovelace',
  shortName: 'Ada',
  sortableName: 'Lovelace, Ada',
  email: null,
  timeZone: null,
  locale: null,
  uuid: 'user-uuid',
  workflowState: 'registered',
  createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  updatedAtMs: Date.UTC(2026, 0, 3, 3, 4, 5, 678),
};
const pseudonym: Pseudonym = {
  id: 1,
  userId: 6,
  accountId: 1,
  uniqueId: 'Ada@example.edu',
  uniqueIdKey: 'ada@example.edu',
  sisUserId: 'AL1',
  integrationId: null,
  createdAtMs: 0,
};
const body = {
  user_id: '10000000000006',
  uuid: 'user-uuid',
  name: 'Ada Lovelace',
  short_name: 'Ada',
  workflow_state: 'registered',
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-03T03:04:05Z',
};

test('a new person has their login, or none', () => {
  const fact = userCreated({ user, pseudonym });
  expect(fact).toMatchObject({ eventName: 'user_created', courseId: null, assignmentId: null, userId: 6 });
  expect(JSON.parse(bodyText(fact.body, 1))).toEqual({
    ...body,
    user_login: 'Ada@example.edu',
    user_sis_id: 'AL1',
  });
  expect(JSON.parse(bodyText(userCreated({ user, pseudonym: null }).body, 1))).toEqual(body);
});

describe('a save is announced', () => {
  const changes: Partial<User>[] = [
    { name: 'Ada King' },
    { shortName: 'A' },
    { sortableName: 'King, Ada' },
    { email: 'ada@example.edu' },
    { timeZone: 'Europe/London' },
    { locale: 'en' },
    { workflowState: 'deleted' },
  ];
  test.each(changes)('when it changes %j', (change) => {
    const after = { user: { ...user, ...change }, pseudonym };
    expect(userUpdated(user, after)?.eventName).toBe('user_updated');
  });
  test('but not when nothing changes but the time', () => {
    expect(userUpdated(user, { user: { ...user, updatedAtMs: 0 }, pseudonym })).toBeNull();
  });
});

test('who logs in may want to go somewhere; who logs out says nothing', () => {
  const facts = [loggedIn(6, 'http://x/'), loggedIn(6, null), loggedOut(6)];
  expect(facts.map(({ eventName, userId, body: said }) => [eventName, userId, bodyText(said, 1)])).toEqual([
    ['logged_in', 6, '{"redirect_url":"http://x/"}'],
    ['logged_in', 6, '{}'],
    ['logged_out', 6, '{}'],
  ]);
});
