// Points in time, in the one form that Caliper has for them.

/**
 * `YYYY-MM-DDTHH:mm:ss.SSSZ`: UTC, three digits of fraction. A literal of another form does not compile; what is not a
 * literal comes from {@link dateTime}.
 */
export type CaliperDateTime = `${number}-${number}-${number}T${number}:${number}:${number}.${number}Z`;

const firstMs = Date.parse('0000-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The Caliper form of a `Date` or of milliseconds since 1970, without fractions of them.
 * Throws RangeError when there is no such time or its year has not four digits.
 */
export function dateTime(time: number | Date): CaliperDateTime {
  const ms = typeof time === 'number' ? time : time.getTime();
  if (!(ms >= firstMs && ms < lastMs + 1)) throw new RangeError(`${ms} is not a time that Caliper can write`);
  return new Date(Math.floor(ms)).toISOString() as CaliperDateTime;
}
