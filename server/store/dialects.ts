/** What differs between the two databases, in one place. */
export type Dialect = 'sqlite' | 'postgres';

/** Codes of trouble with the storage itself: full, locked, unreachable, going down. Nothing was written. */
const troubleCodes =
  /^(SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN|LOCKED|NOMEM|CORRUPT|NOTADB)|08|53|57|58|25P0[34]|55P03|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)/;

/** The driver's own refusals carry no code. */
const troubleMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** Two transactions were in each other's way; the database undid one of them. */
const isInTheWay = (code: string): boolean => code === '40001' || code === '40P01';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether trying the whole transaction again may well succeed. */
export const isRetryable = (error: unknown): boolean => isInTheWay(codeOf(error));

/** Whether the storage failed rather than our code: answered 503, and the sender tries again later. */
export function isStorageTrouble(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return troubleCodes.test(code) || isInTheWay(code);
  return error instanceof Error && troubleMessages.test(error.message);
}
