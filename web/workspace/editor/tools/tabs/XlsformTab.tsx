import { Button } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { writeXlsform } from '#core/definitions/xlsform/write-xlsform.ts';
import { type Refusal, refusalOf, requestFile } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';
import { useEditor, useSettled } from '#web/workspace/editor/use-editor.ts';
import { FormProblems } from '#web/workspace/exchange/FormProblems.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './tabs.module.css';

/** What KoboToolbox and ODK would not find in the exported form, and the form itself. */
export function XlsformTab() {
  const { t } = useLanguage();
  const definition = useSettled();
  const problems = useMemo(() => writeXlsform(definition).problems, [definition]);
  const { take, pending, refusal } = useDownload();
  const online = useOnline();
  const { projectId, surveyName, flush } = useEditor();
  const [, navigate] = useLocation();
  const upload = async () => {
    if (await flush()) navigate(`/projects/${projectId}/surveys/${surveyName}/upload`);
  };
  return (
    <>
      <div className={css.toolbar}>
        <p className={css.grow}>{t('tools.xlsform.lead')}</p>
        <Button
          variant="default"
          loading={pending}
          disabled={!online}
          leftSection={<IconDownload size={17} stroke={1.75} aria-hidden />}
          onClick={() => void take()}
        >
          {t('tools.xlsform.download')}
        </Button>
        <Button
          variant="default"
          disabled={!online}
          leftSection={<IconUpload size={17} stroke={1.75} aria-hidden />}
          onClick={() => void upload()}
        >
          {t('exchange.menu-upload')}
        </Button>
      </div>
      {refusal && <ProblemNote refusal={refusal} />}
      {problems.length === 0 ? (
        <p className={css.fine}>{t('tools.xlsform.nothing-lost')}</p>
      ) : (
        <>
          <p className={css.lead}>{t('tools.xlsform.lost', { n: problems.length })}</p>
          <FormProblems problems={problems} />
        </>
      )}
    </>
  );
}

/** The server writes the file from the draft that it holds, so what is not saved yet is saved first. */
function useDownload() {
  const editor = useEditor();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const take = async (): Promise<void> => {
    setPending(true);
    setRefusal(undefined);
    try {
      if (!(await editor.flush())) return;
      const file = await requestFile(`${surveyPath(editor.surveyName)}/xlsform?version=draft`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file.blob);
      link.download = file.name ?? `${editor.surveyName}.xlsx`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setPending(false);
    }
  };
  return { take, pending, refusal };
}
