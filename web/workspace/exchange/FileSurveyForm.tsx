import { Button, Group, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAddForm, useCheckForm } from '#web/workspace/api/exchange-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useAddSurvey } from '#web/workspace/api/survey-queries.ts';
import { readDefinitionFile, surveyNameFrom } from '#web/workspace/definitions/definition-file.ts';
import { FormFile } from '#web/workspace/exchange/FormFile.tsx';
import { ReadingForm, RefusedForm } from '#web/workspace/exchange/FormFindings.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';

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
      <ReadingForm isReading={check.isPending} found={check.data} />
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
          {losses > 0
            ? t('exchange.add-with-losses', { count: losses })
            : t('workspace.survey.add-draft')}
        </Button>
      </Group>
    </>
  );
}
