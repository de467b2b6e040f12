// What types of events are called, where they are chosen from.

const names: Readonly<Record<string, string>> = {
  submission_created: 'Attempt began',
  attempt_closed: 'Handed in by the server',
  question_answered: 'Answered',
  question_viewed: 'Seen',
  question_flagged: 'Flagged',
  content_pasted: 'Pasted',
  page_blurred: 'Left the page',
  page_focused: 'Came back',
  session_started: 'Opened the page',
  connection_lost: 'Network lost',
  connection_regained: 'Network back',
  clock_changed: 'Clock moved',
  fullscreen_entered: 'Full screen',
  fullscreen_left: 'Full screen left',
  time_extended: 'End moved',
  extra_time_granted: 'Extra time',
  extra_attempts_granted: 'Extra attempts',
  quiz_unlocked: 'Unlocked',
  quiz_unlock_withdrawn: 'Unlock taken back',
  score_changed: 'Score changed',
};

/** Whether there are words for it, so that its data need not stand there. */
export function isNamed(type: string | null): boolean {
  return type !== null && Object.hasOwn(names, type);
}

/** Others by their own name. */
export function typeText(type: string): string {
  return Object.hasOwn(names, type) ? (names[type] ?? type) : type === '' ? 'Without a type' : type;
}
