import { Button, Group, Modal, Radio, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { byShelf } from '#core/definitions/shelf.ts';
import type { SurveyRequest } from '#core/definitions/survey-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useAddSurvey, useLibraryQuery } from '#web/workspace/api/survey-queries.ts';
import { surveyNameFrom } from '#web/workspace/definitions/definition-file.ts';
import { BlankSurveyForm } from '#web/workspace/editor/BlankSurveyForm.tsx';
import { FileSurveyForm } from '#web/workspace/exchange/FileSurveyForm.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './definitions.module.css';

interface AddSurveyDialogProps {
  readonly projectId: string;
  /** Chosen already, as `name@version` of the library. */
  readonly chosen?: string;
  readonly onClose: () => void;
}

/** A survey begins as a copy from the library, as a file or as an empty page; it stays a draft until it is published. */
export function AddSurveyDialog({ projectId, chosen = '', onClose }: AddSurveyDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const [, navigate] = useLocation();
  const library = useLibraryQuery();
  const add = useAddSurvey(projectId);
  const [source, setSource] = useState('library');
  const [pick, setPick] = useState(chosen);
  const [name, setName] = useState(chosen.split('@')[0] ?? '');
  const [error, setError] = useState<string | null>(null);

  const submit = () => {
    const request = fromLibrary(name, pick);
    setError(request ? null : t('workspace.survey.nothing-chosen'));
    if (!request) return;
    add.mutate(request, {
      onSuccess: (survey) => navigate(`/projects/${projectId}/surveys/${survey.name}`),
      // Taken perhaps in a project that this person does not see: the next one is a press away.
      onError: (refused) => {
        if (refusalOf(refused).code === 'survey-name-taken') setName(nextName(request.name));
      },
    });
  };

  if (source === 'blank') {
    return (
      <AddFrame source={source} onSource={setSource} onClose={onClose}>
        <BlankSurveyForm projectId={projectId} onClose={onClose} />
      </AddFrame>
    );
  }
  if (source === 'file') {
    return (
      <AddFrame source={source} onSource={setSource} onClose={onClose}>
        <FileSurveyForm projectId={projectId} onClose={onClose} />
      </AddFrame>
    );
  }
  return (
    <AddFrame source={source} onSource={setSource} onClose={onClose}>
      <QueryView query={library} lines={3}>
        {(entries) => (
          <Radio.Group
            label={t('workspace.nav.library')}
            value={pick}
            onChange={(value) => {
              setPick(value);
              setName(value.split('@')[0] ?? '');
            }}
          >
            <div className={css.libraryChoices}>
              {byShelf(entries)
                .flatMap(({ entries: on }) => on)
                .map((entry) => (
                  <Radio
                    key={`${entry.name}@${entry.version}`}
                    value={`${entry.name}@${entry.version}`}
                    label={<SurveyText text={entry.title} fallback={entry.name} />}
                    description={t('workspace.survey.facts', {
                      items: entry.items,
                      minutes: entry.minutes,
                    })}
                  />
                ))}
            </div>
          </Radio.Group>
        )}
      </QueryView>
      <TextInput
        label={t('workspace.survey.name')}
        description={t('workspace.survey.name-hint')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={error}
      />
      {add.error && <ProblemNote refusal={refusalOf(add.error)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('workspace.action.cancel')}
        </Button>
        <Button onClick={submit} loading={add.isPending} disabled={!online}>
          {t('workspace.survey.add-draft')}
        </Button>
      </Group>
    </AddFrame>
  );
}

interface AddFrameProps {
  readonly source: string;
  readonly onSource: (source: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function AddFrame({ source, onSource, onClose, children }: AddFrameProps) {
  const { t } = useLanguage();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('workspace.survey.add')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          transitionDuration={0}
          aria-label={t('workspace.survey.source')}
          value={source}
          onChange={onSource}
          data={[
            { value: 'library', label: t('workspace.survey.from-library') },
            { value: 'file', label: t('workspace.survey.from-file') },
            { value: 'blank', label: t('editor.blank.source') },
          ]}
        />
        {children}
      </Stack>
    </Modal>
  );
}

/** `needs` → `needs-2` → `needs-3`. */
function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*?)-(\d+)$/.exec(name) ?? [];
  return `${stem}-${Number(number) + 1}`;
}

function fromLibrary(typed: string, pick: string): SurveyRequest | null {
  const [libraryName, version] = pick.split('@');
  const name = surveyNameFrom(typed);
  if (!libraryName || !version || !name) return null;
  return { name, library: { name: libraryName, version: Number(version) } };
}
