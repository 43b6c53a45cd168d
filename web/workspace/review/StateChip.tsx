import { IconBan, IconChecks } from '@tabler/icons-react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';

/** How a response has been judged; nothing where nobody has. */
export function StateChip({ state }: { readonly state: 'unjudged' | 'accepted' | 'excluded' }) {
  const { t } = useLanguage();
  if (state === 'unjudged') return null;
  return state === 'accepted' ? (
    <StatusChip icon={IconChecks} tone="received">
      {t('review.state.accepted')}
    </StatusChip>
  ) : (
    <StatusChip icon={IconBan} tone="refused">
      {t('review.state.excluded')}
    </StatusChip>
  );
}
