import changes from '#core/language/en/changes.json';
import editor from '#core/language/en/editor.json';
import exchange from '#core/language/en/exchange.json';
import field from '#core/language/en/field.json';
import gate from '#core/language/en/gate.json';
import intake from '#core/language/en/intake.json';
import links from '#core/language/en/links.json';
import losses from '#core/language/en/losses.json';
import pilot from '#core/language/en/pilot.json';
import review from '#core/language/en/review.json';
import tools from '#core/language/en/tools.json';
import workspace from '#core/language/en/workspace.json';
import xlsform from '#core/language/en/xlsform.json';

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
