import type { Purpose } from '#core/links/link.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export const purposeKeys: Readonly<Record<Purpose, WorkspaceKey>> = {
  collector: 'workspace.purpose.collector',
  respondent: 'workspace.purpose.respondent',
  kiosk: 'workspace.purpose.kiosk',
  partner: 'workspace.purpose.partner',
};

export const purposeExplanations: Readonly<Record<Purpose, WorkspaceKey>> = {
  collector: 'workspace.purpose.collector-is',
  respondent: 'workspace.purpose.respondent-is',
  kiosk: 'workspace.purpose.kiosk-is',
  partner: 'workspace.purpose.partner-is',
};
