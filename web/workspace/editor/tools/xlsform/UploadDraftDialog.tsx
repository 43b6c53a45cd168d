import { Button, FileInput, Group, Modal, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { xlsformCheckReplySchema, xlsformDraftReplySchema } from '#core/definitions/xlsform-api.ts';
import { refusalOf, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';
import { FormProblems } from '#web/workspace/editor/tools/xlsform/FormProblems.tsx';
import { useEditor, useEditorParts } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';

/** A form that was changed elsewhere becomes the draft; the draft before stays among its earlier states. */
export function UploadDraftDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage();
  const online = useOnline();
  const [file, setFile] = useState<File | null>(null);
  const check = useCheck();
  const take = useTake();
  const problems = check.data?.problems ?? [];
  const isUnfit = !check.data || problems.some(({ severity }) => severity === 'error');
  const choose = (chosen: File | null) => {
    setFile(chosen);
    check.reset();
    if (chosen) check.mutate(chosen);
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('tools.xlsform.upload')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <FileInput
          label={t('tools.xlsform.file')}
          description={t('tools.xlsform.file-hint')}
          accept=".xlsx,.xls"
          value={file}
          onChange={choose}
        />
        {check.error && <ProblemNote refusal={refusalOf(check.error)} />}
        {check.data && (
          <p role="status">
            {t('tools.xlsform.would-be', { n: check.data.items, problems: problems.length })}
          </p>
        )}
        {problems.length > 0 && <FormProblems problems={problems} />}
        {take.error && <ProblemNote refusal={refusalOf(take.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button
            loading={check.isPending || take.isPending}
            disabled={isUnfit || !online}
            onClick={() => file && take.mutate(file)}
          >
            {t('tools.xlsform.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What the file would become; nothing is kept. */
function useCheck() {
  const { projectId } = useEditor();
  return useMutation({
    mutationFn: (file: File) =>
      request(
        `/projects/${encodeURIComponent(projectId)}/surveys/xlsform/check?${fileQuery(file)}`,
        xlsformCheckReplySchema,
        { method: 'POST', file },
      ),
  });
}

/** The editor opens again on the new draft: undo goes through the draft's earlier states from here. */
function useTake() {
  const editor = useEditor();
  const { autosave } = useEditorParts();
  return useMutation({
    mutationFn: async (file: File) => {
      await editor.flush();
      const query = `${fileQuery(file)}&revision=${autosave.revision()}`;
      const path = `${surveyPath(editor.surveyName)}/draft/xlsform?${query}`;
      return request(path, xlsformDraftReplySchema, { method: 'POST', file });
    },
    onSuccess: () => location.reload(),
  });
}

const fileQuery = (file: File): string => `file=${encodeURIComponent(file.name.slice(-255))}`;
