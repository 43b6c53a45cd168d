/** Names of items, panels, pages and calculated values. */

/** What a name looks like: it becomes a column header, a variable in other programs, a word in expressions. */
export const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Names of imported forms come as they are, with the group before those that stand in several: `household/age`. */
export const importedNamePattern = /^[\p{L}_][\p{L}\p{M}\p{N}_.·/-]{0,254}$/u;

/** Words that expressions read as something else, or that survey-core cannot hold; in lower case. */
export const reservedNames: ReadonlySet<string> = new Set([
  'panel',
  'row',
  'item',
  'choice',
  'self',
  'survey',
  'locale',
  'parentpanel',
  'nextpanel',
  'prevpanel',
  'nextrow',
  'prevrow',
  'totalrow',
  'panelindex',
  'visiblepanelindex',
  'rowindex',
  'visiblerowindex',
  'rowname',
  'rowvalue',
  'rowtitle',
  'matrix',
  'pageno',
  'pagecount',
  'questioncount',
  'correctedanswers',
  'correctanswers',
  'correctedanswercount',
  'incorrectedanswers',
  'incorrectanswers',
  'incorrectedanswercount',
  '__proto__',
  'constructor',
]);
