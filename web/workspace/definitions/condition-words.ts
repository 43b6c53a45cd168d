/** Expressions in words: names become the titles of items, codes the texts of answers, signs become words. */
import { chooseText } from '#core/kernel/localized-text.ts';
import type { OutlineItem, OutlinePage } from '#web/workspace/definitions/outline.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const operators: Readonly<Record<string, WorkspaceKey>> = {
  '=': 'workspace.condition.is',
  '==': 'workspace.condition.is',
  '!=': 'workspace.condition.is-not',
  '<>': 'workspace.condition.is-not',
  '>': 'workspace.condition.above',
  '>=': 'workspace.condition.at-least',
  '<': 'workspace.condition.below',
  '<=': 'workspace.condition.at-most',
  and: 'workspace.condition.and',
  or: 'workspace.condition.or',
  contains: 'workspace.condition.contains',
  anyof: 'workspace.condition.any-of',
  allof: 'workspace.condition.all-of',
  noneof: 'workspace.condition.none-of',
  notcontains: 'workspace.condition.not-contains',
  empty: 'workspace.condition.empty',
  notempty: 'workspace.condition.not-empty',
};

const token = /\{[^}]+\}|'[^']*'|"[^"]*"|[<>!=]=?|<>|[()[\],]|[^\s()[\],{}'"<>!=]+/g;

/** The condition as a person would say it. What it does not know stays as it is written. */
export function conditionInWords(
  condition: string,
  pages: readonly OutlinePage[],
  languages: readonly string[],
  t: WorkspaceMessages,
): string {
  const items = new Map(pages.flatMap((page) => page.items).map((item) => [item.name, item]));
  let subject: OutlineItem | undefined;
  const words = (condition.match(token) ?? []).map((piece) => {
    if (piece.startsWith('{')) {
      const name = piece.slice(1, -1).replace(/^panel\./, '');
      subject = items.get(name);
      return `“${chooseText(subject?.title, languages)?.text ?? name}”`;
    }
    const operator = operators[piece.toLowerCase()];
    if (operator) return t(operator);
    const value = piece.replace(/^['"]|['"]$/g, '');
    const answer = subject?.answers.find((one) => one.value === value);
    return answer ? `“${chooseText(answer.label, languages)?.text ?? value}”` : value;
  });
  return words
    .join(' ')
    .replace(/[[(]\s/g, (open) => open.trim())
    .replace(/\s([\]),])/g, '$1')
    .replace(/[[\]]/g, '');
}
