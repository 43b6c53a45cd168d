import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatTime } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './field.module.css';

interface SaveBarProps {
  readonly form: FieldForm;
}

/** What is not saved yet, the way to save it, and what came of it. */
export function SaveBar({ form }: SaveBarProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const { progress, changed, unfit } = form;
  const dirty = changed.length > 0;
  if (!dirty && progress.kind !== 'saved' && progress.kind !== 'refused') return null;
  return (
    <div className={css.saveBar}>
      <ConflictNote form={form} />
      {progress.kind === 'refused' && <ProblemNote refusal={progress.refusal} />}
      <div className={css.saveLine}>
        <Standing form={form} />
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

/** Somebody else has saved other values: theirs or mine, nothing by itself. */
function ConflictNote({ form }: SaveBarProps) {
  const { t } = useLanguage();
  const { progress } = form;
  if (progress.kind !== 'conflict') return null;
  const { fields, stored } = progress;
  return (
    <Note tone="attention" role="alert">
      <p>{t('field.form.conflict', { count: fields.length })}</p>
      <div className={css.saveActions}>
        <Button variant="default" size="xs" onClick={() => form.giveUp(fields, stored)}>
          {t('field.form.take-theirs')}
        </Button>
        <Button variant="default" size="xs" onClick={() => void form.save(fields)}>
          {t('field.form.keep-mine')}
        </Button>
      </div>
    </Note>
  );
}

/** How it stands, in a line that is read out when it changes. */
function Standing({ form: { progress, changed, unfit } }: SaveBarProps) {
  const { t, language } = useLanguage();
  if (progress.kind === 'saved' && changed.length === 0) {
    return (
      <p role="status" className={css.saved}>
        <IconCheck size={17} stroke={1.75} aria-hidden />
        {t('field.form.saved', { time: formatTime(language, progress.at) })}
      </p>
    );
  }
  return (
    <p role="status">
      {unfit.length > 0
        ? t('field.form.unfit', { count: unfit.length })
        : changed.length > 0 && t('field.form.unsaved', { count: changed.length })}
    </p>
  );
}
