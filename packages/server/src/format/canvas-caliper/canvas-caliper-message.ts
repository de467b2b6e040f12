// A live event in Caliper as Canvas sends it, made from Canvas's own message alone. Canvas: live events reference §7.
// Not by the standard's every word; format/caliper/ is.

import type { LiveEvent } from '../../model/live-event.ts';
import { wireTimeMs } from '../../model/time.ts';
import { systemIdText, systemText } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { canvasExtensions } from './canvas-entity.ts';
import { idTextOf, textOf, timeOf, type Values } from './canvas-values.ts';
import { forms } from './forms.ts';
import { groupText, membershipText } from './group.ts';
import { type JsonText, member, objectText } from './json-text.ts';

const caliperVersion = '"http://purl.imsglobal.org/ctx/caliper/v1p1"';

/**
 * An envelope of one event as JSON text. Null for what Canvas tells in its own format only, for what is not Canvas's, and
 * for a body that came in without the ids its form is made of. The event's id is the same every time.
 */
export function canvasCaliperMessage(event: LiveEvent, sendTimeMs: number): string | null {
  const formOf = event.source === 'caliper' ? undefined : forms.get(event.eventName);
  if (formOf === undefined) return null;
  const metadata: Values = JSON.parse(event.metadata);
  const body: Values = JSON.parse(event.body);
  const form = formOf({ metadata, body });
  if (form === null) return null;
  return objectText(
    member('sensor', systemIdText(metadata)),
    member('sendTime', `"${wireTimeMs(sendTimeMs)}"`),
    member('dataVersion', caliperVersion),
    member('data', `[${eventText(event, metadata, form)}]`),
  );
}

function eventText(event: LiveEvent, metadata: Values, form: CaliperForm): string {
  const { type, actor, action, object, generated, group } = form;
  return objectText(
    member('@context', caliperVersion),
    member('id', `"urn:uuid:${event.uuid}"`),
    member('type', `"${type}"`),
    member('actor', actor.text),
    member('action', `"${action}"`),
    member('object', object),
    member('eventTime', timeOf(metadata.event_time) ?? `"${wireTimeMs(event.eventTimeMs)}"`),
    member('generated', generated),
    member('referrer', textOf(metadata.referrer)),
    member('edApp', systemText(metadata)),
    member('group', group === undefined ? undefined : groupText(group)),
    member('membership', group === undefined ? undefined : membershipText(group, actor.userId, metadata)),
    member('session', sessionText(metadata.session_id)),
    causeExtensions(metadata),
  );
}

function sessionText(sessionId: unknown): JsonText {
  if (typeof sessionId !== 'string') return undefined;
  return `{"id":${JSON.stringify(`urn:instructure:canvas:session:${sessionId}`)},"type":"Session"}`;
}

/** The request or the job that caused it. */
function causeExtensions(metadata: Values): string {
  return canvasExtensions(
    member('hostname', textOf(metadata.hostname)),
    member('request_id', textOf(metadata.request_id)),
    member('user_agent', textOf(metadata.user_agent)),
    member('client_ip', textOf(metadata.client_ip)),
    member('request_url', textOf(metadata.url)),
    member('job_id', idTextOf(metadata.job_id)),
    member('job_tag', textOf(metadata.job_tag)),
    member('version', '"1.0.0"'),
  );
}
