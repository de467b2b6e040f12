import { describe, expect, test } from 'vitest';
import { recordedWords } from '../../src/take/recorded-words.ts';

const numberOf = (id: string): number | null => (id === '9' ? null : Number(id) - 10);

describe('what was recorded, in words', () => {
  test.each([
    ['session_started', { user_agent: 'x' }, 'This page was opened'],
    ['page_blurred', { hidden: true }, 'This page went out of view'],
    ['page_blurred', { hidden: false }, 'Another window got the focus'],
    ['page_focused', { away_ms: 400 }, 'This page was back, after less than a second'],
    ['page_focused', { away_ms: 12_400 }, 'This page was back, after 12 seconds'],
    ['page_focused', undefined, 'This page was back'],
    ['question_viewed', ['13', '11', '9'], 'In view: questions 1, 3'],
    ['question_viewed', ['9'], 'In view: a text'],
    ['question_flagged', { flagged: true, questionId: '12' }, 'Flagged: question 2'],
    ['question_flagged', { flagged: false, questionId: '12' }, 'No longer flagged: question 2'],
    ['connection_regained', { lost_ms: 120_000 }, 'The connection was back, after 2 minutes'],
    ['something_new', null, 'something_new'],
  ])('%s %j: %s', (event_type, event_data, text) => {
    expect(recordedWords({ event_type, event_data }, numberOf)).toBe(text);
  });
});
