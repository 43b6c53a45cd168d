import type { SampleMethod } from '#core/register/sample.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export const methodKeys: Readonly<Record<SampleMethod, WorkspaceKey>> = {
  census: 'field.method.census',
  random: 'field.method.random',
  quota: 'field.method.quota',
  convenience: 'field.method.convenience',
};

/** Each way in one plain line, with what may be said afterwards. */
export const methodExplanations: Readonly<Record<SampleMethod, WorkspaceKey>> = {
  census: 'field.method.census-is',
  random: 'field.method.random-is',
  quota: 'field.method.quota-is',
  convenience: 'field.method.convenience-is',
};
