import { type Icon, IconAlertCircle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ChangeEffect, VersionChange } from '#core/definitions/diff-versions.ts';
import { changeWords } from '#web/workspace/definitions/change-words.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import css from './definitions.module.css';

interface ChangeListProps {
  readonly changes: readonly VersionChange[];
  /** The later one, whose items conditions speak of. */
  readonly definition?: unknown;
}

/** What changed, worst for the data first; what does nothing to it folded away where there is more. */
export function ChangeList({ changes, definition }: ChangeListProps) {
  const { t } = useLanguage();
  if (changes.length === 0) return <p>{t('changes.none')}</p>;
  const of = (effect: ChangeEffect) => changes.filter((change) => change.effect === effect);
  const [breaking, notes, harmless] = [of('breaking'), of('note'), of('compatible')];
  const rows = (list: readonly VersionChange[]) => (
    <ul className={css.problemList}>
      {list.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same change may stand twice at one place
        <ChangeRow key={`${change.path} ${index}`} change={change} definition={definition} />
      ))}
    </ul>
  );
  const shown = [...breaking, ...notes];
  return (
    <>
      {shown.length > 0 && rows(shown)}
      {harmless.length > 0 && (
        <details className={css.harmless} open={shown.length === 0}>
          <summary>{t('changes.harmless', { count: harmless.length })}</summary>
          {rows(harmless)}
        </details>
      )}
    </>
  );
}

const signs: Readonly<
  Record<ChangeEffect, { readonly icon: Icon; readonly tone: 'refused' | 'attention' | 'received' }>
> = {
  breaking: { icon: IconAlertCircle, tone: 'refused' },
  note: { icon: IconInfoCircle, tone: 'attention' },
  compatible: { icon: IconCheck, tone: 'received' },
};

function ChangeRow({
  change,
  definition,
}: {
  readonly change: VersionChange;
  readonly definition: unknown;
}) {
  const { t, language } = useLanguage();
  const { icon, tone } = signs[change.effect];
  return (
    <li className={css.change}>
      <p>{changeWords(change, language, t, definition)}</p>
      {change.effect !== 'compatible' && (
        <StatusChip icon={icon} tone={tone}>
          {t(`changes.effect.${change.effect}`)}
        </StatusChip>
      )}
    </li>
  );
}
