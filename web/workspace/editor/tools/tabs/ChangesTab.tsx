import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPencil } from '@tabler/icons-react';
import type { VersionChange } from '#core/definitions/diff-versions.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { changeWords } from '#web/workspace/definitions/change-words.ts';
import { changesByPage } from '#web/workspace/editor/tools/tabs/changes-by-page.ts';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
import type { Changes } from '#web/workspace/editor/tools/tabs/use-changes.ts';
import { usePlaceWords } from '#web/workspace/editor/tools/tabs/use-place-words.ts';
import { useEditor, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LoadingLines } from '#web/workspace/parts/LoadingLines.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './tabs.module.css';

/** What is different from the published version, by page, and what each difference does to data. */
export function ChangesTab({ changes }: { readonly changes: Changes }) {
  const { t } = useLanguage();
  const placeWords = usePlaceWords();
  if (changes.error) return <ProblemNote refusal={refusalOf(changes.error)} />;
  if (!changes.changes) return <LoadingLines />;
  if (changes.changes.length === 0) {
    return <p className={css.fine}>{t('tools.changes.none', { number: changes.basedOn ?? 0 })}</p>;
  }
  const breaking = changes.changes.filter(({ effect }) => effect === 'breaking').length;
  return (
    <>
      <p className={css.lead}>{t('tools.changes.lead', { n: changes.changes.length, breaking })}</p>
      {changesByPage(changes.changes, changes.after).map(({ key, place, list }) => (
        <section key={key} className={css.changeGroup}>
          <h3>{place === undefined ? t('tools.changes.removed') : placeWords(place)}</h3>
          <ul className={css.changes}>
            {list.map((change, index) => (
              <ChangeRow
                // biome-ignore lint/suspicious/noArrayIndexKey: the same change may stand twice at one place
                key={`${change.code} ${change.path} ${index}`}
                change={change}
                isThere={place !== undefined}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const signs = {
  breaking: IconAlertTriangle,
  note: IconInfoCircle,
  compatible: IconPencil,
} as const;

interface ChangeRowProps {
  readonly change: VersionChange;
  /** Whether the draft still has what it is about. */
  readonly isThere: boolean;
}

function ChangeRow({ change, isThere }: ChangeRowProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const { source } = useLanguages();
  const Sign = signs[change.effect];
  return (
    <li className={css.change} data-effect={change.effect}>
      <Sign size={17} stroke={1.75} aria-hidden className={css.sign} />
      <div className={css.problemText}>
        <p>{changeWords(change, source, t)}</p>
        {change.effect !== 'compatible' && (
          <p className={css.effect}>
            {t(change.effect === 'breaking' ? 'tools.changes.breaking' : 'tools.changes.note')}
          </p>
        )}
      </div>
      {isThere && (
        <Button variant="subtle" size="compact-sm" onClick={() => goToPlace(editor, change.path)}>
          {t('tools.changes.go')}
        </Button>
      )}
    </li>
  );
}
