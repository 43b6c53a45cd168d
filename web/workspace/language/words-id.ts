import changes from '#core/language/id/changes.json';
import editor from '#core/language/id/editor.json';
import exchange from '#core/language/id/exchange.json';
import field from '#core/language/id/field.json';
import gate from '#core/language/id/gate.json';
import intake from '#core/language/id/intake.json';
import links from '#core/language/id/links.json';
import losses from '#core/language/id/losses.json';
import pilot from '#core/language/id/pilot.json';
import review from '#core/language/id/review.json';
import tools from '#core/language/id/tools.json';
import workspace from '#core/language/id/workspace.json';
import xlsform from '#core/language/id/xlsform.json';

export const words = {
  ...workspace,
  ...editor,
  ...tools,
  ...changes,
  ...gate,
  ...exchange,
  ...field,
  ...xlsform,
  ...intake,
  ...links,
  ...losses,
  ...pilot,
  ...review,
};
