import changes from '#core/language/vi/changes.json';
import editor from '#core/language/vi/editor.json';
import exchange from '#core/language/vi/exchange.json';
import field from '#core/language/vi/field.json';
import gate from '#core/language/vi/gate.json';
import intake from '#core/language/vi/intake.json';
import links from '#core/language/vi/links.json';
import losses from '#core/language/vi/losses.json';
import pilot from '#core/language/vi/pilot.json';
import review from '#core/language/vi/review.json';
import tools from '#core/language/vi/tools.json';
import workspace from '#core/language/vi/workspace.json';
import xlsform from '#core/language/vi/xlsform.json';

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
