import changes from '#core/language/ru/changes.json';
import editor from '#core/language/ru/editor.json';
import exchange from '#core/language/ru/exchange.json';
import field from '#core/language/ru/field.json';
import gate from '#core/language/ru/gate.json';
import intake from '#core/language/ru/intake.json';
import links from '#core/language/ru/links.json';
import losses from '#core/language/ru/losses.json';
import pilot from '#core/language/ru/pilot.json';
import review from '#core/language/ru/review.json';
import tools from '#core/language/ru/tools.json';
import workspace from '#core/language/ru/workspace.json';
import xlsform from '#core/language/ru/xlsform.json';

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
