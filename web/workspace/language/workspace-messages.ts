import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import { createMessages, type MessageValues } from '#core/language/messages.ts';
import type { WorkspaceCatalogue, WorkspaceKey } from '#web/workspace/language/catalogues.ts';

/** A stretch of a message, `strong` where the message says `<b>`. */
export interface Stretch {
  /** Tells the stretches of one message apart. */
  readonly key: string;
  readonly text: string;
  readonly strong: boolean;
}

export interface WorkspaceMessages {
  (key: WorkspaceKey, values?: MessageValues): string;
  /** The message cut at its `<b>…</b>`, for screens that print part of it in bold. */
  stretches(key: WorkspaceKey, values?: MessageValues): readonly Stretch[];
}

export function workspaceMessages(
  language: ProductLanguage,
  catalogue: WorkspaceCatalogue,
): WorkspaceMessages {
  const messages = createMessages(language, catalogue);
  const text = (key: WorkspaceKey, values?: MessageValues) => messages.text(key, values);
  const stretches = (key: WorkspaceKey, values?: MessageValues) =>
    text(key, values)
      .split(/<b>(.*?)<\/b>/)
      .map((piece, index) => ({ key: `${index}`, text: piece, strong: index % 2 === 1 }));
  return Object.assign(text, { stretches });
}
