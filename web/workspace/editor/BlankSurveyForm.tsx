import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useAddSurvey } from '#web/workspace/api/survey-queries.ts';
import { surveyNameFrom } from '#web/workspace/definitions/definition-file.ts';
import { blankSurvey } from '#web/workspace/editor/model/blank-survey.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';

interface BlankSurveyFormProps {
  readonly projectId: string;
  readonly onClose: () => void;
}

/** A survey of one's own begins with its title and its languages; then the editor opens. */
export function BlankSurveyForm({ projectId, onClose }: BlankSurveyFormProps) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const [, navigate] = useLocation();
  const add = useAddSurvey(projectId);
  const [title, setTitle] = useState('');
  const [typedName, setTypedName] = useState<string | null>(null);
  const [first, setFirst] = useState<string>(language);
  const [second, setSecond] = useState<string>(language === 'en' ? 'vi' : 'en');
  const [isEmpty, setEmpty] = useState(false);
  const name = surveyNameFrom(typedName ?? title);
  const submit = () => {
    setEmpty(name === '' || title.trim() === '');
    if (name === '' || title.trim() === '') return;
    const definition = { ...blankSurvey(title.trim(), first, second) };
    add.mutate(
      { name, definition },
      { onSuccess: (made) => navigate(`/projects/${projectId}/surveys/${made.name}/edit`) },
    );
  };
  return (
    <Stack
      gap="md"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        label={t('editor.survey.title')}
        value={title}
        error={isEmpty && t('editor.blank.title-missing')}
        onChange={({ currentTarget }) => setTitle(currentTarget.value.normalize('NFC'))}
      />
      <Group grow align="flex-start">
        <NativeSelect
          label={t('editor.languages.choose-first')}
          value={first}
          onChange={({ currentTarget }) => setFirst(currentTarget.value)}
        >
          <LanguageOptions languages={productLanguages} />
        </NativeSelect>
        <NativeSelect
          label={t('editor.blank.second')}
          value={second}
          onChange={({ currentTarget }) => setSecond(currentTarget.value)}
        >
          <option value="">{t('editor.pair.none')}</option>
          <LanguageOptions languages={productLanguages.filter((tag) => tag !== first)} />
        </NativeSelect>
      </Group>
      <TextInput
        label={t('workspace.survey.name')}
        description={t('workspace.survey.name-hint')}
        value={typedName ?? name}
        onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
      />
      {add.error && <ProblemNote refusal={refusalOf(add.error)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('workspace.action.cancel')}
        </Button>
        <Button type="submit" loading={add.isPending} disabled={!online}>
          {t('editor.blank.begin')}
        </Button>
      </Group>
    </Stack>
  );
}
