import { Textarea } from '@mantine/core';
import { IconAlertCircle, IconInfoCircle } from '@tabler/icons-react';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import {
  type LineProblem,
  type LineRemark,
  mostLines,
  type PastedLine,
} from '#web/workspace/links/pasted-names.ts';
import type { LinkForm } from '#web/workspace/links/use-link-form.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

const problems: Readonly<Record<LineProblem | LineRemark, WorkspaceKey>> = {
  'name-missing': 'links.paste.name-missing',
  'name-long': 'links.paste.name-long',
  'site-unknown': 'links.paste.site-unknown',
  'wanted-unfit': 'links.paste.wanted-unfit',
  cells: 'links.paste.cells',
  twice: 'links.paste.twice',
  known: 'links.paste.known',
};

interface PasteNamesProps {
  readonly form: LinkForm;
  readonly lines: readonly PastedLine[];
}

/** The box for names, and beneath it what would be made of each line. */
export function PasteNames({ form, lines }: PasteNamesProps) {
  const { t } = useLanguage();
  return (
    <div className={css.paste}>
      <Textarea
        label={t('links.paste.names')}
        description={t('links.paste.hint')}
        placeholder={t('links.paste.example')}
        autosize
        minRows={4}
        maxRows={10}
        data-autofocus
        {...form.getInputProps('names')}
      />
      {lines.length > mostLines && (
        <Note icon={IconAlertCircle} tone="refused" role="alert">
          {t('links.paste.too-many', { most: mostLines, count: lines.length })}
        </Note>
      )}
      {lines.length > 0 && <PastePreview lines={lines} />}
    </div>
  );
}

function PastePreview({ lines }: Pick<PasteNamesProps, 'lines'>) {
  const { t } = useLanguage();
  const wrong = lines.filter(({ problem }) => problem);
  // What needs mending stands on top: of a long list only the first lines are in view.
  const ordered = [...wrong, ...lines.filter(({ problem }) => !problem)];
  return (
    <>
      <p role="status" className={css.hint}>
        {wrong.length > 0
          ? t('links.paste.wrong', { count: wrong.length })
          : t('links.paste.ready', { count: lines.length })}
      </p>
      <div className={css.pasteTable}>
        <ScrollBox label={t('links.paste.preview')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={table.number}>
                  {t('links.paste.line')}
                </th>
                <th scope="col">{t('links.paste.name')}</th>
                <th scope="col">{t('workspace.link.site')}</th>
                <th scope="col" className={table.number}>
                  {t('links.form.wanted')}
                </th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((line) => (
                <PreviewRow key={line.line} line={line} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </>
  );
}

function PreviewRow({ line }: { readonly line: PastedLine }) {
  const { t } = useLanguage();
  const said = line.problem ?? line.remark;
  const Sign = line.problem ? IconAlertCircle : IconInfoCircle;
  return (
    <tr>
      <td className={table.number}>{line.line}</td>
      <th scope="row">
        {line.holder}
        {said && (
          <span className={css.lineNote} data-wrong={line.problem ? true : undefined}>
            <Sign size={15} stroke={1.75} aria-hidden />
            {t(problems[said], { site: line.siteText })}
          </span>
        )}
      </th>
      <td className={table.quiet}>{line.site?.name ?? line.siteText}</td>
      <td className={table.number}>{line.wanted}</td>
    </tr>
  );
}
