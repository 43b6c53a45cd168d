import { Button, Group, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCheckForm, useReplaceDraft } from '#web/workspace/api/exchange-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useDraftAsItStands, useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { ChangeList } from '#web/workspace/definitions/ChangeList.tsx';
import { FormFile } from '#web/workspace/exchange/FormFile.tsx';
import { ReadingForm, RefusedForm } from '#web/workspace/exchange/FormFindings.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './exchange.module.css';

interface UploadPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** A form as the next draft of a survey: what it would lose first, then what it changed. */
export function UploadPage({ projectId, name }: UploadPageProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const survey = useSurveyQuery(name).data;
  const draft = useDraftAsItStands(name);
  const here = `/projects/${projectId}/surveys/${name}`;
  return (
    <Page
      name={t('exchange.upload-title')}
      crumb={<Link href={here}>{text(survey?.title, name)}</Link>}
    >
      <h1>{t('exchange.upload-title')}</h1>
      <QueryView query={draft}>
        {({ revision }) => (
          <UploadForm projectId={projectId} name={name} revision={revision} here={here} />
        )}
      </QueryView>
    </Page>
  );
}

interface UploadFormProps extends UploadPageProps {
  /** Of the draft that stands there now. */
  readonly revision: number;
  readonly here: string;
}

function UploadForm({ projectId, name, revision, here }: UploadFormProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const check = useCheckForm(projectId);
  const replace = useReplaceDraft(name);
  const [file, setFile] = useState<File | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    check.reset();
    replace.reset();
    if (chosen) check.mutate(chosen);
  };
  if (replace.data) {
    return (
      <Stack gap="md" mt="md" maw={720}>
        <Note icon={IconCircleCheck} role="status">
          {t('exchange.upload-done')}
        </Note>
        <ChangeList changes={replace.data.changes} />
        <Group>
          <Button component={Link} href={`${here}/edit`}>
            {t('editor.menu.edit')}
          </Button>
          <Button component={Link} variant="default" href={`${here}?version=draft`}>
            {t('exchange.upload-look')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md" maw={720}>
      <p className={css.lead}>{t('exchange.upload-lead')}</p>
      <FormFile file={file} formsOnly onFile={choose} />
      <ReadingForm isReading={check.isPending} found={check.data} />
      {check.error && <RefusedForm refusal={refusalOf(check.error)} />}
      {replace.error && <ProblemNote refusal={refusalOf(replace.error)} />}
      <Group>
        <Button
          disabled={!online || !check.data}
          loading={replace.isPending}
          onClick={() => file && replace.mutate({ file, revision })}
        >
          {t('exchange.upload-action')}
        </Button>
        <Button component={Link} variant="default" href={here}>
          {t('workspace.action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
