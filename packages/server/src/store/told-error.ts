// An error that has to cross from one thread to another, where its class is lost, and most of what it carries.

export interface ToldError {
  name: string;
  message: string;
}

/** What is decided by; nothing else of an error is sure to cross from one thread to another. */
const decidingFields = new Set(['code', 'errcode', 'severity', 'syscall']);

/** An error that may cross from one thread to another. */
export function toldOf(error: Error): ToldError {
  const fields = Object.entries(error).filter(([name]) => decidingFields.has(name));
  return { ...Object.fromEntries(fields), name: error.name, message: error.message };
}

/** The error again. */
export function errorOf(told: ToldError): Error {
  return Object.assign(new Error(told.message), told);
}
