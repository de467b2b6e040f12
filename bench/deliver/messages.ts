// What is delivered: grade changes as Canvas tells them, each a little different, and the bytes that they are on the wire.
import type { NewLiveEvent } from '../../packages/server/src/store/live-events.ts';

export const eventName = 'grade_change';

/** `count` live events, always the same ones; `uuidOf` may give them other ids. */
export function gradeChanges(
  count: number,
  uuidOf: (index: number) => string = numberedUuid,
): NewLiveEvent[] {
  const atMs = Date.parse('2026-11-22T10:00:00.000Z');
  return Array.from({ length: count }, (_, index) => gradeChange(index, uuidOf(index), atMs + index));
}

function gradeChange(index: number, uuid: string, eventTimeMs: number): NewLiveEvent {
  const userId = 1_000 + (index % 500);
  const score = (index % 300) / 10;
  const time = new Date(eventTimeMs).toISOString();
  const global = (id: number): string => String(10_000_000_000_000 + id);
  const metadata = {
    root_account_id: global(1),
    root_account_lti_guid: '7db438071375c02373713c12c73869ff2f470b68.quizwire.example.edu',
    root_account_uuid: 'VicYj3cu5BIFpoZhDVU4DZumnlBrWi1grgJEzADs',
    user_id: global(2),
    user_login: 'teacher@example.edu',
    user_account_id: global(1),
    context_type: 'Course',
    context_id: global(12),
    context_account_id: global(1),
    context_role: 'TeacherEnrollment',
    context_sis_source_id: null,
    request_id: `bench-${index}`,
    session_id: 'c8f6f1a5b1e7c2d3a4958607182930ab',
    hostname: 'quizwire.example.edu',
    http_method: 'PUT',
    url: `https://quizwire.example.edu/api/v1/courses/12/assignments/34/submissions/${userId}`,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0',
    client_ip: '192.0.2.17',
    producer: 'canvas',
    event_name: eventName,
    event_time: time,
  };
  const body = {
    assignment_id: global(34),
    assignment_name: 'Thirty questions',
    grade: String(score),
    grader_id: global(2),
    grading_complete: true,
    muted: false,
    old_grade: null,
    old_points_possible: 30,
    old_score: null,
    points_possible: 30,
    score,
    student_id: global(userId),
    student_sis_id: null,
    submission_id: global(40_000 + index),
    user_id: global(userId),
  };
  return {
    uuid,
    source: 'quizwire',
    eventName,
    eventTimeMs,
    courseId: 12,
    assignmentId: 34,
    userId,
    metadata: JSON.stringify(metadata),
    body: JSON.stringify(body),
    details: null,
  };
}

function numberedUuid(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** A message as it is sent: its id and its body. */
export interface Posted {
  uuid: string;
  text: string;
}

export function postedOf({ uuid, metadata, body }: NewLiveEvent): Posted {
  return { uuid, text: `{"metadata":${metadata},"body":${body}}` };
}

/** Headers as long as those that Quizwire sends, names and values in turn; nothing is signed for them. */
export function headersLikeOurs(uuid: string): string[] {
  return [
    'content-type',
    'application/json',
    'user-agent',
    'quizwire/0.0.0',
    'webhook-id',
    uuid,
    'webhook-timestamp',
    '1795341600',
    'webhook-signature',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ];
}
