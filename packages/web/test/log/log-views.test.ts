// Addresses of the log, and which lines they choose.

import { describe, expect, test } from 'vitest';
import { type Choice, chosenRows, searchTexts, typesIn } from '../../src/log/chosen-rows.ts';
import { keptQuery, logStateOf, logUrl, logViewOf } from '../../src/log/log-views.ts';
import { readLog } from '../../src/log/read-log.ts';
import { attemptLog } from '../support/attempt-log.ts';

const log = '/courses/1/quizzes/2/submissions/3/log';

test.each([
  [log, { is: 'timeline' }],
  [`${log}/`, { is: 'timeline' }],
  [`${log}/questions`, { is: 'question', questionId: null }],
  [`${log}/questions/12`, { is: 'question', questionId: '12' }],
  [`${log}/answer_matrix`, { is: 'answers' }],
])('%s is a view, as in Canvas', (path, view) => expect(logViewOf(path)).toEqual(view));

test.each(['12', '../../../../login', 'a b/c?d#e', '%'])(
  'what a page calls question %j stays below the log',
  (questionId) => {
    const pages = { quiz: '/courses/1/quizzes/2', take: '', results: '' };
    const url = new URL(
      logUrl({ courseId: '1', quizId: '2', api: '', pages }, 3, { is: 'question', questionId }),
      'http://a',
    );
    expect(url.pathname).toMatch(/^\/courses\/1\/quizzes\/2\/submissions\/3\/log\/questions\/[^/]+$/);
    expect(logViewOf(url.pathname)).toEqual({ is: 'question', questionId });
  },
);

test('the query says which attempt, event, part and lines; what cannot be read says nothing', () => {
  const query =
    'attempt=2&event=9&from=2026-01-01T00:00:00.000Z&to=2026-01-01T00:01:00.000Z&types=a,b&sources=page&question=4&search=x';
  expect(logStateOf(new URLSearchParams(query))).toMatchObject({
    attempt: 2,
    eventId: '9',
    range: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 1, 0, 1) },
    types: ['a', 'b'],
    sources: ['page'],
    questionId: '4',
    search: 'x',
  });
  const odd = logStateOf(new URLSearchParams('attempt=-1&from=yesterday&to=2026-01-01&at='));
  expect(odd).toMatchObject({ attempt: null, range: null, atMs: null, types: [], search: '' });
});

test('from view to view the attempt and the event go along', () => {
  const pages = { quiz: '/courses/1/quizzes/2', take: '', results: '' };
  const place = { courseId: '1', quizId: '2', api: '', pages };
  const query = keptQuery({ attempt: 2, eventId: '9' });
  expect(logUrl(place, 3, { is: 'question', questionId: '4' }, query)).toBe(
    `${log}/questions/4?attempt=2&event=9`,
  );
});

describe('lines are chosen', () => {
  const read = readLog(
    attemptLog([
      { type: 'question_viewed', atMs: 1000, data: ['11'] },
      { type: 'question_flagged', atMs: 2000, data: { questionId: '12', flagged: true } },
      { type: 'odd', atMs: 3000, source: 'server', data: { note: 'Hello There' } },
      { type: null, atMs: 4000 },
    ]),
  );
  const all: Choice = { range: null, types: [], sources: [], questionId: null, search: '' };
  const chosen = (choice: Partial<Choice>) => chosenRows(read, { ...all, ...choice }, searchTexts(read));

  test.each<[string, Partial<Choice>, number[]]>([
    ['all', {}, [0, 1, 2, 3]],
    ['by type', { types: ['odd', 'question_viewed'] }, [0, 2]],
    ['by source', { sources: ['server'] }, [2]],
    ['by question', { questionId: '12' }, [1]],
    ['by the part in view, its ends included', { range: { fromMs: 2000, toMs: 3000 } }, [1, 2]],
    ['by words of the line, in any case and order', { search: 'QUESTION saw' }, [0]],
    ['by words of the data', { search: 'hello' }, [2]],
    ['by all of it together', { search: 'question', questionId: '11', types: ['question_flagged'] }, []],
  ])('%s', (_, choice, places) => expect(chosen(choice)).toEqual(places));

  test('types are those that the log has', () => {
    expect(typesIn(read)).toContainEqual({ type: '', count: 1 });
    expect(typesIn(read)).toHaveLength(4);
  });
});
