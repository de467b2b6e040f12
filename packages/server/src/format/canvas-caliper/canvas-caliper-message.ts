// A live event in Caliper as Canvas sends it, made from Canvas's own message alone. Canvas: live events reference §7.
// Not by the standard's every word; format/caliper/ is.

import type { LiveEvent } from '../../model/live-event.ts';
import { wireTimeMs } from '../../model/time.ts';
import { systemIdText, systemText } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { CanvasValues } from './canvas-values.ts';
import { forms } from './forms.ts';
import { groupText, membershipText } from './group.ts';
import { extensions, member } from './json-text.ts';

const caliperVersion = 'http://purl.imsglobal.org/ctx/caliper/v1p1';

/**
 * An envelope of one event as JSON text. Null for what Canvas tells in its own format only, for what is not Canvas's, and
 * for a body that came in without the ids its form is made of. The event's id is the same every time.
 */
export function canvasCaliperMessage(event: LiveEvent, sendTimeMs: number): string | null {
  const formOf = event.source === 'caliper' ? undefined : forms.get(event.eventName);
  if (formOf === undefined) return null;
  const metadata = new CanvasValues(event.metadata);
  const form = formOf({ metadata, body: new CanvasValues(event.body) });
  if (form === null) return null;
  const { type, actor, action, object } = form;
  const eventTime = metadata.time('event_time') ?? `"${wireTimeMs(event.eventTimeMs)}"`;
  return (
    `{"sensor":${systemIdText(metadata)},"sendTime":"${wireTimeMs(sendTimeMs)}","dataVersion":"${caliperVersion}",` +
    `"data":[{"@context":"${caliperVersion}","id":"urn:uuid:${event.uuid}","type":"${type}","actor":${actor.text},` +
    `"action":"${action}","object":${object},"eventTime":${eventTime}${circumstances(form, metadata)}}]}`
  );
}

function circumstances(form: CaliperForm, metadata: CanvasValues): string {
  const { actor, generated, group, memberOf = group } = form;
  return (
    member('generated', generated) +
    member('referrer', metadata.text('referrer')) +
    member('edApp', systemText(metadata)) +
    member('group', group === undefined ? undefined : groupText(group)) +
    member(
      'membership',
      memberOf === undefined ? undefined : membershipText(memberOf, actor.userId, metadata),
    ) +
    session(metadata) +
    cause(metadata)
  );
}

function session(metadata: CanvasValues): string {
  const sessionId = metadata.unquoted('session_id');
  return sessionId === undefined
    ? ''
    : `,"session":{"id":"urn:instructure:canvas:session:${sessionId}","type":"Session"}`;
}

/** The request or the job that caused it. */
function cause(metadata: CanvasValues): string {
  return extensions(
    member('hostname', metadata.text('hostname')) +
      member('request_id', metadata.text('request_id')) +
      member('user_agent', metadata.text('user_agent')) +
      member('client_ip', metadata.text('client_ip')) +
      member('request_url', metadata.text('url')) +
      member('job_id', metadata.idText('job_id')) +
      member('job_tag', metadata.text('job_tag')) +
      member('version', '"1.0.0"'),
  );
}
