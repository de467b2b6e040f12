// The metadata of a live event: who did it, from where, in which course. Canvas: live events reference §2.

import { userGeneratedKeyId } from '../model/access-token.ts';
import type { Account } from '../model/account.ts';
import { type Cause, isJob } from '../model/cause.ts';
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

export interface Setting {
  rootAccount: Pick<Account, 'id' | 'uuid' | 'ltiGuid'>;
  /** Null for a job. */
  announcer: Announcer | null;
  /** Null for what happened in no course. */
  course: ContextCourse | null;
}

/** Keys in the order in which Canvas has them; ids as local numbers. */
export function metadataOf(
  cause: Cause,
  { rootAccount, announcer, course }: Setting,
  eventName: EventName,
  eventTimeMs: number,
): FactBody {
  return {
    root_account_uuid: rootAccount.uuid,
    root_account_id: rootAccount.id,
    root_account_lti_guid: rootAccount.ltiGuid,
    ...(isJob(cause) || announcer === null ? {} : userKeys(cause.userId, cause.realUserId, announcer)),
    ...contextKeys(cause, course, eventName, rootAccount.id),
    ...(isJob(cause) ? { job_id: cause.jobId, job_tag: cause.jobTag } : requestKeys(cause)),
    producer: 'canvas',
    event_name: eventName,
    event_time: wireTimeMs(eventTimeMs),
  };
}

function userKeys(userId: number, realUserId: number | null, { timeZone, pseudonym }: Announcer): FactBody {
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
    time_zone: timeZone,
  };
}

/** What the request was made in; an event that tells its course does so from a job and from any other context too. */
function contextKeys(
  cause: Cause,
  course: ContextCourse | null,
  eventName: EventName,
  rootAccountId: number,
): FactBody {
  const context = isJob(cause) ? null : cause.request.context;
  if (course !== null && (context === 'Course' || kindOf(eventName).tellsCourse)) {
    return {
      context_type: 'Course',
      context_id: course.id,
      context_sis_source_id: course.sisCourseId,
      context_account_id: course.accountId,
      ...(course.role === null || isJob(cause) ? {} : { context_role: course.role }),
    };
  }
  if (isJob(cause)) return {};
  if (context === 'Account') {
    return {
      context_type: 'Account',
      context_id: rootAccountId,
      context_sis_source_id: null,
      context_account_id: rootAccountId,
      ...(cause.adminAccountIds.includes(rootAccountId) ? { context_role: 'AccountAdmin' } : {}),
    };
  }
  if (context === 'User') return { context_type: 'User', context_id: cause.userId, context_account_id: null };
  return {};
}

function requestKeys({ accessTokenId, request }: Exclude<Cause, { jobTag: string }>): FactBody {
  const { sessionId, userAgent } = request;
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
