// What a live event says, ready to be put into Caliper, and the keys that are the same for every event made of it.

import {
  type CaliperContext,
  type CaliperDateTime,
  type CaliperEvent,
  caliperContext,
  type EventId,
  type Extensions,
  type Person,
  type SoftwareApplication,
} from '@quizwire/caliper';
import type { LiveEvent } from '../../model/live-event.ts';
import { isRecord } from '../../model/loose-value.ts';
import { eventIdOf } from './event-uuids.ts';
import { canvasNames, type Names, ownNames } from './names.ts';
import { caliperTime, textOf, type Values } from './values.ts';

/** Under which whatever Caliper has no word for stands, in `extensions`. */
export const extensionKey = 'com.quizwire';

export interface Told {
  uuid: string;
  eventName: string;
  eventTime: CaliperDateTime;
  metadata: Values;
  body: Values;
  /** Empty for what a Canvas announced. */
  details: Values;
  names: Names;
  app: SoftwareApplication;
  /** Digits; undefined for what happened in no course. */
  courseId: string | undefined;
  /** Who made it happen, as far as a person did; digits. */
  userId: string | undefined;
}

/** Null for what has no form. Never throws, whatever a Canvas sent. */
export type FormOf = (told: Told) => CaliperEvent[] | null;

/** `baseUrl` is without a slash at its end. */
export function toldBy(event: LiveEvent, baseUrl: string): Told {
  const isCanvas = event.source === 'canvas';
  const metadata = valuesIn(event.metadata);
  const body = valuesIn(event.body);
  const names = isCanvas ? canvasNames(metadata.hostname) : ownNames(baseUrl);
  return {
    uuid: event.uuid,
    eventName: event.eventName,
    eventTime: caliperTime(event.eventTimeMs),
    metadata,
    body,
    details: event.details === null || isCanvas ? {} : valuesIn(event.details),
    names,
    app: { id: names.app, type: 'SoftwareApplication' },
    courseId: isCanvas ? courseOf(metadata, body, names) : names.id(event.courseId),
    userId: names.id(metadata.user_id),
  };
}

export interface CommonKeys {
  '@context': CaliperContext;
  id: EventId;
  eventTime: CaliperDateTime;
  extensions: Extensions;
}

/** What every event says of itself; `index` counts the events made of one live event, `more` goes into the extension. */
export function commonKeys(told: Told, more: Values = {}, index = 0): CommonKeys {
  const { metadata, names } = told;
  return {
    '@context': caliperContext,
    id: eventIdOf(told.uuid, index),
    eventTime: told.eventTime,
    extensions: own({
      event_name: told.eventName,
      request_id: textOf(metadata.request_id),
      job_tag: textOf(metadata.job_tag),
      real_user_id: names.id(metadata.real_user_id),
      ...more,
    }),
  };
}

/** Under our key; what is not there is left out. */
export function own(values: Values): Extensions {
  return { [extensionKey]: values };
}

export function person({ names }: Told, userId: string): Person {
  return { id: names.user(userId), type: 'Person' };
}

/** Whoever the metadata names, else the application. */
export function actorOf(told: Told): Person | SoftwareApplication {
  return told.userId === undefined ? told.app : person(told, told.userId);
}

function courseOf(metadata: Values, body: Values, names: Names): string | undefined {
  if (metadata.context_type === 'Course') return names.id(metadata.context_id);
  return names.id(body.context_type === 'Course' ? body.context_id : body.course_id);
}

function valuesIn(json: string): Values {
  const values: unknown = JSON.parse(json);
  return isRecord(values) ? values : {};
}
