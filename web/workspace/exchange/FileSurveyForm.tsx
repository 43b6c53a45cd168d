import { Button, Group, Loader, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { XlsformCheckReply } from '#core/definitions/xlsform-api.ts';
import { useAddForm, useCheckForm } from '#web/workspace/api/exchange-queries.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { useAddSurvey } from '#web/workspace/api/survey-queries.ts';
import { readDefinitionFile, surveyNameFrom } from '#web/workspace/definitions/definition-file.ts';
import { FormFile } from '#web/workspace/exchange/FormFile.tsx';
import { FormProblems } from '#web/workspace/exchange/FormProblems.tsx';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './exchange.module.css';

interface FileSurveyFormProps {
  readonly projectId: string;
  readonly onClose: () => void;
}

const isJson = (file: File): boolean => /\.json$/i.test(file.name);

/** A survey from a file. A form is looked at first: what it would lose is said before anything is kept. */
export function FileSurveyForm({ projectId, onClose }: FileSurveyFormProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const [, navigate] = useLocation();
  const check = useCheckForm(projectId);
  const addForm = useAddForm(projectId);
  const addDefinition = useAddSurvey(projectId);
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [definition, setDefinition] = useState<Record<string, unknown> | null>();
  const [nameless, setNameless] = useState(false);

  const choose = (chosen: File | null) => {
    setFile(chosen);
    setDefinition(undefined);
    for (const call of [check, addForm, addDefinition]) call.reset();
    if (!chosen) return;
    setName(surveyNameFrom(chosen.name.replace(/\.\w+$/, '')));
    if (isJson(chosen)) void readDefinitionFile(chosen).then(setDefinition);
    else check.mutate(chosen);
  };
  const open = (added: string) => navigate(`/projects/${projectId}/surveys/${added}`);
  const submit = () => {
    const called = surveyNameFrom(name);
    setNameless(called === '');
    if (!file || called === '') return;
    if (definition) {
      addDefinition.mutate(
        { name: called, definition },
        { onSuccess: (survey) => open(survey.name) },
      );
    } else {
      addForm.mutate({ file, name: called }, { onSuccess: ({ survey }) => open(survey.name) });
    }
  };

  const losses = check.data?.problems.length ?? 0;
  const ready = definition !== undefined ? definition !== null : check.data !== undefined;
  const failed = addForm.error ?? addDefinition.error;
  return (
    <>
      <FormFile file={file} onFile={choose} />
      <div role="status" aria-live="polite">
        {check.isPending && (
          <Group gap="xs">
            <Loader size="xs" aria-hidden />
            <span>{t('exchange.reading')}</span>
          </Group>
        )}
        {check.data && <FoundForm found={check.data} />}
      </div>
      {check.error && <RefusedForm refusal={refusalOf(check.error)} />}
      {definition === null && (
        <Note icon={IconAlertTriangle} tone="refused" role="alert">
          {t('workspace.survey.unreadable')}
        </Note>
      )}
      {ready && (
        <TextInput
          label={t('workspace.survey.name')}
          description={t('workspace.survey.name-hint')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={nameless && t('workspace.survey.nothing-chosen')}
        />
      )}
      {failed && <ProblemNote refusal={refusalOf(failed)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('workspace.action.cancel')}
        </Button>
        <Button
          onClick={submit}
          loading={addForm.isPending || addDefinition.isPending}
          disabled={!online || !ready}
        >
          {losses > 0 ? t('exchange.add-with-losses', { count: losses }) : t('exchange.add')}
        </Button>
      </Group>
    </>
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
function RefusedForm({ refusal }: { readonly refusal: Refusal }) {
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
