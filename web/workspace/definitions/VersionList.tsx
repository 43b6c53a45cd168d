import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowBackUp,
  IconCircleCheck,
  IconDots,
  IconHistory,
  IconPencil,
  IconPlusMinus,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyDetail, VersionSummary } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useDraftQuery } from '#web/workspace/api/survey-queries.ts';
import { ChangesDialog, type Comparing } from '#web/workspace/definitions/ChangesDialog.tsx';
import { type VersionChoice, VersionDialog } from '#web/workspace/definitions/VersionDialog.tsx';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './definitions.module.css';

/** Every version with its state, newest first, the draft on top; and what can be done with each. */
export function VersionList({ survey }: { readonly survey: SurveyDetail }) {
  const { t } = useLanguage();
  const [comparing, setComparing] = useState<Comparing | null>(null);
  const [choice, setChoice] = useState<VersionChoice | null>(null);
  const serving = survey.versions.findLast(({ retiredAt }) => retiredAt === undefined);
  return (
    <section aria-label={t('changes.versions')}>
      <ul className={css.versions}>
        {survey.draft && (
          <DraftRow
            survey={survey}
            {...(serving && {
              onCompare: () => setComparing({ from: serving.number, to: 'draft' }),
            })}
          />
        )}
        {[...survey.versions].reverse().map((version) => (
          <VersionRow
            key={version.number}
            survey={survey}
            version={version}
            isServing={version === serving}
            onCompare={setComparing}
            onChoose={setChoice}
          />
        ))}
      </ul>
      {comparing && (
        <ChangesDialog survey={survey} start={comparing} onClose={() => setComparing(null)} />
      )}
      {choice && <VersionDialog survey={survey} choice={choice} onClose={() => setChoice(null)} />}
    </section>
  );
}

interface DraftRowProps {
  readonly survey: SurveyDetail;
  readonly onCompare?: () => void;
}

function DraftRow({ survey, onCompare }: DraftRowProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const { data: draft } = useDraftQuery(survey.name);
  const date = draft && formatDate(language, draft.savedAt, timeZone);
  return (
    <li>
      <StatusChip icon={IconPencil} tone="draft">
        {t('changes.state.draft')}
      </StatusChip>
      <span className={css.versionWords}>
        {date &&
          (draft.savedBy === undefined
            ? t('changes.draft-saved', { date })
            : t('changes.draft-saved-by', { date, person: draft.savedBy }))}
      </span>
      {onCompare && (
        <Button variant="subtle" size="compact-sm" onClick={onCompare}>
          {t('changes.compare')}
        </Button>
      )}
    </li>
  );
}

interface VersionRowProps {
  readonly survey: SurveyDetail;
  readonly version: VersionSummary;
  /** The one that links serve. */
  readonly isServing: boolean;
  readonly onCompare: (comparing: Comparing) => void;
  readonly onChoose: (choice: VersionChoice) => void;
}

function VersionRow({ survey, version, isServing, onCompare, onChoose }: VersionRowProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const { number, retiredAt } = version;
  const date = formatDate(language, version.publishedAt, timeZone);
  return (
    <li>
      {retiredAt !== undefined ? (
        <StatusChip icon={IconArchive} tone="draft">
          {t('changes.state.retired')}
        </StatusChip>
      ) : isServing ? (
        <StatusChip icon={IconCircleCheck} tone="received">
          {t('changes.state.serving')}
        </StatusChip>
      ) : (
        <StatusChip icon={IconHistory} tone="draft">
          {t('changes.state.earlier')}
        </StatusChip>
      )}
      <span className={css.versionWords}>{t('changes.version-on', { number, date })}</span>
      <VersionMenu survey={survey} version={version} onCompare={onCompare} onChoose={onChoose} />
    </li>
  );
}

function VersionMenu({
  survey,
  version: { number, retiredAt },
  onCompare,
  onChoose,
}: Omit<VersionRowProps, 'isServing'>) {
  const { t } = useLanguage();
  const mayWrite = useMay('survey.write');
  const mayPublish = useMay('survey.publish');
  const before = survey.versions.findLast((version) => version.number < number);
  const icon = { size: 17, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('changes.menu', { number })}
        >
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {before && (
          <Menu.Item
            leftSection={<IconPlusMinus {...icon} />}
            onClick={() => onCompare({ from: before.number, to: number })}
          >
            {t('changes.compare-before', { number: before.number })}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPlusMinus {...icon} />}
          onClick={() => onCompare({ from: number, to: 'draft' })}
        >
          {t('changes.compare-draft')}
        </Menu.Item>
        {mayWrite && (
          <Menu.Item
            leftSection={<IconArrowBackUp {...icon} />}
            onClick={() => onChoose({ number, what: 'restore' })}
          >
            {t('changes.restore')}
          </Menu.Item>
        )}
        {mayPublish && (
          <Menu.Item
            leftSection={retiredAt ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
            onClick={() => onChoose({ number, what: retiredAt ? 'unretire' : 'retire' })}
          >
            {t(retiredAt ? 'changes.unretire' : 'changes.retire')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
