import { Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useDraftQuery } from '#web/workspace/api/survey-queries.ts';
import { useChangesQuery } from '#web/workspace/api/version-queries.ts';
import { ChangeList } from '#web/workspace/definitions/ChangeList.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';

/** Two versions, the later one possibly the draft. */
export interface Comparing {
  readonly from: number;
  readonly to: number | 'draft';
}

interface ChangesDialogProps {
  readonly survey: SurveyDetail;
  readonly start: Comparing;
  readonly onClose: () => void;
}

/** What changed between any two versions, in words. */
export function ChangesDialog({ survey, start, onClose }: ChangesDialogProps) {
  const { t } = useLanguage();
  const [{ from, to }, setComparing] = useState(start);
  const query = useChangesQuery(survey.name, from, to);
  const draft = useDraftQuery(survey.name);
  const numbers = survey.versions.map(({ number }) => ({
    value: String(number),
    label: t('workspace.survey.version', { number }),
  }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('changes.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <Group gap="md">
          <NativeSelect
            label={t('changes.from')}
            value={String(from)}
            data={numbers}
            onChange={({ currentTarget }) =>
              setComparing({ from: Number(currentTarget.value), to })
            }
          />
          <NativeSelect
            label={t('changes.to')}
            value={String(to)}
            data={[...numbers, { value: 'draft', label: t('changes.state.draft') }]}
            onChange={({ currentTarget: { value } }) =>
              setComparing({ from, to: value === 'draft' ? 'draft' : Number(value) })
            }
          />
        </Group>
        <QueryView query={query} lines={4}>
          {({ changes }) => <ChangeList changes={changes} definition={draft.data?.definition} />}
        </QueryView>
      </Stack>
    </Modal>
  );
}
