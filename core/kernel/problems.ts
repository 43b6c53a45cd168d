/**
 * Every refusal the product can utter, in one place.
 *
 * A problem is an expected answer to something a person or a phone did. It is a value, never thrown; bugs are
 * thrown. What people read is translated from the code (`core/language`, `problem.<code>`); what programs read is
 * RFC 9457 problem+json made from this table. No problem ever carries an answer, a name or a token.
 */
const catalogue = {
  // who asks
  'not-signed-in': { status: 401, title: 'Sign in first.' },
  'sign-in-failed': { status: 401, title: 'The name or the password is not right.' },
  'not-allowed': { status: 403, title: 'Your role does not allow this.' },
  'foreign-origin': { status: 403, title: 'This request comes from another site.' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again later.' },
  'setup-over': { status: 410, title: 'This one-time address has been used or has expired.' },
  'password-weak': { status: 422, title: 'The password is too short or too common.' },
  'login-taken': { status: 409, title: 'This sign-in name is taken.' },
  'last-owner': { status: 409, title: 'The last owner cannot be disabled.' },
  // what is asked for
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.' },
  'project-unknown': { status: 404, title: 'There is no such project.' },
  'survey-unknown': { status: 404, title: 'There is no such survey.' },
  'version-unknown': { status: 404, title: 'There is no such version.' },
  'site-unknown': { status: 404, title: 'There is no such site.' },
  'variable-unknown': { status: 422, title: 'There is no such variable.' },
  'name-taken': { status: 409, title: 'This name is taken.' },
  'survey-name-taken': { status: 409, title: 'A survey of this name exists already.' },
  // the request itself
  'request-malformed': { status: 400, title: 'The request is not valid JSON in UTF-8.' },
  'request-too-large': { status: 413, title: 'The request is too large.' },
  'request-type': { status: 415, title: 'Send application/json.' },
  'request-unfit': { status: 422, title: 'The request does not fit.' },
  'too-deep': { status: 422, title: 'The document is nested too deeply.' },
  // links and collection
  'link-unknown': { status: 401, title: 'This link is not known.' },
  'link-over': { status: 410, title: 'This link is closed, expired or withdrawn.' },
  // what becomes of one response; all but the last are kept for a person to decide
  'answers-unfit': { status: 422, title: 'The answers do not fit the survey.' },
  'answers-sealed': { status: 422, title: 'The answers are sealed and have not been opened yet.' },
  'definition-unknown': { status: 422, title: 'The survey has no such version.' },
  'link-revoked': { status: 410, title: 'The link has been withdrawn.' },
  'link-rotated': { status: 410, title: 'The link has been replaced by a new one.' },
  'link-not-open': { status: 409, title: 'The link is not open yet.' },
  'link-paused': { status: 410, title: 'The link is paused; what has been answered is kept.' },
  'link-closed': { status: 410, title: 'The link was closed before the interview began.' },
  'quota-reached': { status: 409, title: 'The link has all the responses it was made for.' },
  'code-missing': { status: 409, title: 'This link asks for a code, and there is none.' },
  'code-unknown': { status: 409, title: 'The link has no such code.' },
  'code-used': { status: 409, title: 'This code has been used before.' },
  'client-exists': { status: 409, title: 'This client code has been entered before.' },
  'response-conflict': { status: 409, title: 'Another response with this id has been received.' },
  'entry-finished': { status: 409, title: 'This entry is finished and cannot be changed.' },
  'response-unkeepable': { status: 422, title: 'The response cannot be kept as it is.' },
  // definitions
  'draft-conflict': { status: 409, title: 'Somebody else has saved this draft since.' },
  'definition-unfit': { status: 422, title: 'The survey definition has problems.' },
  'file-too-large': { status: 413, title: 'The file is too large, or unpacks to too much.' },
  'file-type': { status: 415, title: 'Send the file itself as the body.' },
  'file-none': { status: 404, title: 'No file was uploaded for this survey.' },
  'form-unfit': { status: 422, title: 'The form has errors.' },
  'file-unreadable': { status: 422, title: 'The file cannot be read.' },
  // figures
  'too-few': { status: 422, title: 'Too few answers to show.' },
  'format-not-offered': { status: 422, title: 'This format is not offered yet.' },
  'language-not-offered': { status: 422, title: 'Reports in this language are not offered yet.' },
  // our own trouble
  'storage-unavailable': { status: 503, title: 'The storage cannot be reached; nothing was lost.' },
  'internal-error': { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof catalogue;

/** One place that does not fit: an RFC 6901 pointer into the request, or row and column of a file. */
export interface ProblemError {
  readonly pointer?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  /** Why, as a short code such as `too_small`, `unknown-choice`. */
  readonly code: string;
  /** A plain English sentence for logs and programs; never an answer. */
  readonly message?: string;
  /** What the sentence is about, for the same in other languages. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly errors?: readonly ProblemError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem document, each stated by a schema of its room. */
  readonly members?: Readonly<Record<string, string | number>>;
}

export const problemCodes = Object.keys(catalogue) as readonly ProblemCode[];
export const statusOf = (problem: Problem): number => catalogue[problem.code].status;
export const titleOf = (problem: Problem): string => catalogue[problem.code].title;
