// The metadata of a live event: who did it, from where, in which course. Canvas: live events reference §2.

import { userGeneratedKeyId } from '../model/access-token.ts';
import type { Account } from '../model/account.ts';
import { type Cause, isJob, type Job } from '../model/cause.ts';
import { wireTimeMs } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import { kindOf } from './event-names.ts';
import type { FactBody } from './fact.ts';

/** The acting user as their account knows them. */
export interface Announcer {
  /** IANA name. */
  timeZone: string;
  /** Null without a login. */
  pseudonym: { uniqueId: string; accountId: number; sisUserId: string | null } | null;
}

/** The course of a fact, with what the acting user is in it. */
export interface ContextCourse {
  id: number;
  accountId: number;
  sisCourseId: string | null;
  /** Such as `TeacherEnrollment`; null for who is not enrolled. */
  role: string | null;
}

/** What a request was made in when that is no course. Canvas: people have no SIS id of their own, their logins have. */
export type RequestPlace =
  | { type: 'Account'; id: number; sisAccountId: string | null; isAdmin: boolean }
  | { type: 'User'; id: number };

export interface Setting {
  rootAccount: Pick<Account, 'id' | 'uuid' | 'ltiGuid'>;
  /** Null for a job. */
  announcer: Announcer | null;
  /** Null for what happened in no course. */
  course: ContextCourse | null;
  /** Null for a job, and for a request in a course or in nothing that Canvas calls a context. */
  place: RequestPlace | null;
}

type RequestCause = Exclude<Cause, Job>;

/** Keys in the order in which Canvas has them; ids as local numbers. */
export function metadataOf(
  cause: Cause,
  { rootAccount, announcer, course, place }: Setting,
  eventName: EventName,
  eventTimeMs: number,
): FactBody {
  return {
    root_account_uuid: rootAccount.uuid,
    root_account_id: rootAccount.id,
    root_account_lti_guid: rootAccount.ltiGuid,
    ...(isJob(cause) || announcer === null ? {} : userKeys(cause, announcer, eventName)),
    ...contextKeys(cause, course, place, eventName),
    ...(isJob(cause) ? { job_id: cause.jobId, job_tag: cause.jobTag } : requestKeys(cause)),
    producer: 'canvas',
    event_name: eventName,
    event_time: wireTimeMs(eventTimeMs),
  };
}

function userKeys(
  { userId, realUserId }: RequestCause,
  { timeZone, pseudonym }: Announcer,
  eventName: EventName,
): FactBody {
  return {
    ...(pseudonym === null
      ? {}
      : {
          user_login: pseudonym.uniqueId,
          user_account_id: pseudonym.accountId,
          user_sis_id: pseudonym.sisUserId,
        }),
    user_id: userId,
    ...(realUserId === null ? {} : { real_user_id: realUserId }),
    // Canvas: who is logging in is told of, but is not yet the user of the request.
    ...(eventName === 'logged_in' ? {} : { time_zone: timeZone }),
  };
}

/** What the request was made in; an event that tells its course does so from a job and from any other context too. */
function contextKeys(
  cause: Cause,
  course: ContextCourse | null,
  place: RequestPlace | null,
  eventName: EventName,
): FactBody {
  const isInCourse = !isJob(cause) && cause.request.context?.type === 'Course';
  if (course !== null && (isInCourse || kindOf(eventName).tellsCourse)) {
    return {
      context_type: 'Course',
      context_id: course.id,
      context_sis_source_id: course.sisCourseId,
      context_account_id: course.accountId,
      ...(course.role === null || isJob(cause) ? {} : { context_role: course.role }),
    };
  }
  switch (place?.type) {
    case 'Account':
      return {
        context_type: 'Account',
        context_id: place.id,
        context_sis_source_id: place.sisAccountId,
        context_account_id: place.id,
        ...(place.isAdmin ? { context_role: 'AccountAdmin' } : {}),
      };
    case 'User':
      return { context_type: 'User', context_id: place.id, context_account_id: null };
    case undefined:
      return {};
  }
}

function requestKeys({ accessTokenId, sessionId, request }: RequestCause): FactBody {
  const { userAgent } = request;
  return {
    ...(accessTokenId === null ? {} : { developer_key_id: userGeneratedKeyId }),
    request_id: request.requestId,
    ...(sessionId === null ? {} : { session_id: sessionId }),
    hostname: request.hostname,
    http_method: request.httpMethod,
    ...(userAgent === null ? {} : { user_agent: userAgent }),
    client_ip: request.clientIp,
    url: request.url,
    referrer: request.referrer,
  };
}
