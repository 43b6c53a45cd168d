import { Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { XlsformCheckReply } from '#core/definitions/xlsform-api.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import { FormProblems } from '#web/workspace/exchange/FormProblems.tsx';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './exchange.module.css';

interface ReadingFormProps {
  readonly isReading: boolean;
  readonly found: XlsformCheckReply | undefined;
}

/** The file while it is looked at, then what was found; read out as it comes. */
export function ReadingForm({ isReading, found }: ReadingFormProps) {
  const { t } = useLanguage();
  return (
    <div role="status" aria-live="polite">
      {isReading && (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <span>{t('exchange.reading')}</span>
        </Group>
      )}
      {found && <FoundForm found={found} />}
    </div>
  );
}

/** What is in the form, and what of it cannot be kept. */
function FoundForm({ found }: { readonly found: XlsformCheckReply }) {
  const { t } = useLanguage();
  const { title, items, minutes, languages, problems } = found;
  return (
    <div className={css.found}>
      <strong>
        <SurveyText text={title} fallback={t('exchange.file')} />
      </strong>
      <p>
        {t('exchange.found', {
          items,
          minutes,
          languages: languages.map(languageName).join(', '),
        })}
      </p>
      {problems.length === 0 ? (
        <Note icon={IconCircleCheck}>{t('exchange.clean')}</Note>
      ) : (
        <>
          <Note icon={IconAlertTriangle} tone="attention">
            <p>{t('exchange.losses', { count: problems.length })}</p>
            <p>{t('exchange.losses-lead')}</p>
          </Note>
          <FormProblems problems={problems} />
        </>
      )}
    </div>
  );
}

/** Why the file cannot be taken: where to mend it, or what kind of file is wanted. */
export function RefusedForm({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useLanguage();
  if (refusal.code === 'form-unfit') {
    const problems = refusal.errors.map(({ message = '', ...rest }) => ({ ...rest, message }));
    return (
      <div role="alert" className={css.found}>
        <p>{t('exchange.errors')}</p>
        <FormProblems problems={problems} />
      </div>
    );
  }
  if (refusal.code === 'file-too-large' || refusal.code === 'file-unreadable') {
    const key = refusal.code === 'file-too-large' ? 'exchange.too-large' : 'exchange.unreadable';
    return (
      <Note icon={IconAlertTriangle} tone="refused" role="alert">
        {t(key)}
      </Note>
    );
  }
  return <ProblemNote refusal={refusal} />;
}
