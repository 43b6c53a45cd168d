import type { MessageValues } from '#core/language/messages.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface RichProps {
  readonly message: WorkspaceKey;
  readonly values?: MessageValues;
}

/** A message whose `<b>` stretches are printed in bold. */
export function Rich({ message, values }: RichProps) {
  const { t } = useLanguage();
  return t
    .stretches(message, values)
    .map(({ key, text, strong }) => (strong ? <strong key={key}>{text}</strong> : text));
}
