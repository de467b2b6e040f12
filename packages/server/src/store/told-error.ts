// An error that has to cross from one thread to another, where its class is lost, and most of what it carries.

export interface ToldError {
  name: string;
  message: string;
  /** Where it was raised: in the other thread, which nothing here knows of. */
  stack?: string | undefined;
}

/** What is decided by; nothing else of an error is sure to cross from one thread to another. */
const decidingFields = new Set(['code', 'errcode', 'severity', 'syscall']);

/** An error that may cross from one thread to another. */
export function toldOf(error: Error): ToldError {
  const fields = Object.entries(error).filter(([name]) => decidingFields.has(name));
  const { name, message, stack } = error;
  return { ...Object.fromEntries(fields), name, message, stack };
}

/** The error again. */
export function errorOf(told: ToldError): Error {
  return Object.assign(new Error(told.message), told);
}
