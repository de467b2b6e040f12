// What stands in the fields of a form after it was saved. Pure.

/** What the server made of `sent` is `saved`; what was typed into a field meanwhile, as `now` has it, stays. */
export function afterSaving<Values extends object>(now: Values, sent: Values, saved: Values): Values {
  const typed = Object.entries(now).filter(([name, value]) => value !== sent[name as keyof Values]);
  return { ...saved, ...Object.fromEntries(typed) };
}
