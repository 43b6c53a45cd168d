import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatTime } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './field.module.css';

/** What is not saved yet, the way to save it, and what came of it. */
export function SaveBar({ form }: { readonly form: FieldForm }) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const { progress, changed, unfit } = form;
  const dirty = changed.length > 0;
  if (!dirty && progress.kind !== 'saved' && progress.kind !== 'refused') return null;
  return (
    <div className={css.saveBar}>
      {progress.kind === 'conflict' && (
        <Note tone="attention" role="alert">
          <p>{t('field.form.conflict', { count: progress.fields.length })}</p>
          <div className={css.saveActions}>
            <Button
              variant="default"
              size="xs"
              onClick={() => form.giveUp(progress.fields, progress.stored)}
            >
              {t('field.form.take-theirs')}
            </Button>
            <Button variant="default" size="xs" onClick={() => void form.save(progress.fields)}>
              {t('field.form.keep-mine')}
            </Button>
          </div>
        </Note>
      )}
      {progress.kind === 'refused' && <ProblemNote refusal={progress.refusal} />}
      <div className={css.saveLine}>
        <p role="status">
          {progress.kind === 'saved' && !dirty ? (
            <span className={css.saved}>
              <IconCheck size={17} stroke={1.75} aria-hidden />
              {t('field.form.saved', { time: formatTime(language, progress.at) })}
            </span>
          ) : unfit.length > 0 ? (
            t('field.form.unfit', { count: unfit.length })
          ) : (
            dirty && t('field.form.unsaved', { count: changed.length })
          )}
        </p>
        {dirty && (
          <div className={css.saveActions}>
            <Button variant="default" onClick={form.undo}>
              {t('field.form.undo')}
            </Button>
            <Button
              loading={progress.kind === 'saving'}
              disabled={!online || unfit.length > 0 || progress.kind === 'conflict'}
              onClick={() => void form.save()}
            >
              {t('field.form.save')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
