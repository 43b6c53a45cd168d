/** What a person reads for each refusal: what happened, and what to do. */
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

const words: Readonly<Record<string, WorkspaceKey>> = {
  'not-signed-in': 'workspace.problem.not-signed-in',
  'sign-in-failed': 'workspace.problem.sign-in-failed',
  'too-many-requests': 'workspace.problem.too-many-requests',
  'setup-over': 'workspace.problem.setup-over',
  'password-weak': 'workspace.problem.password-weak',
  'login-taken': 'workspace.problem.login-taken',
  'not-found': 'workspace.problem.not-found',
  'project-unknown': 'workspace.problem.not-found',
  'survey-unknown': 'workspace.problem.not-found',
  'version-unknown': 'workspace.problem.not-found',
  'variable-unknown': 'workspace.problem.variable-unknown',
  'survey-name-taken': 'workspace.problem.survey-name-taken',
  'request-unfit': 'workspace.problem.request-unfit',
  'request-too-large': 'workspace.problem.request-too-large',
  'definition-unfit': 'workspace.problem.definition-unfit',
  'too-few': 'workspace.problem.too-few',
  'format-not-offered': 'workspace.problem.format-not-offered',
  'language-not-offered': 'workspace.problem.language-not-offered',
  'storage-unavailable': 'workspace.problem.storage-unavailable',
  unreachable: 'workspace.problem.unreachable',
};

export const problemKey = (code: string): WorkspaceKey =>
  words[code] ?? 'workspace.problem.unexpected';
