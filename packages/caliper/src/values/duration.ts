// Spans of time, as ISO 8601 writes them.

/** ISO 8601: `PT50M12S`, `PT3000S`, `P1DT12H`. */
export type CaliperDuration = `P${string}`;

/** The ISO 8601 form, in seconds, of a span of whole milliseconds: `PT3012S`, `PT0.25S`. Throws RangeError below 0. */
export function duration(ms: number): CaliperDuration {
  if (!(ms >= 0 && ms <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`${ms} ms is not a span that Caliper can write`);
  }
  const whole = Math.round(ms);
  const thousandths = String(whole % 1000).padStart(3, '0');
  const fraction = whole % 1000 === 0 ? '' : `.${thousandths.replace(/0+$/, '')}`;
  return `PT${Math.floor(whole / 1000)}${fraction}S`;
}
