import {
  type Icon,
  IconClockExclamation,
  IconClockPause,
  IconClockX,
  IconCopy,
  IconDeviceMobileQuestion,
  IconDeviceMobileUp,
  IconInbox,
  IconLinkOff,
  IconTargetArrow,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AttentionCode, FieldWork } from '#core/register/field-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { type Finding, findingsOf } from '#web/workspace/today/attention-words.ts';
import { NudgeDialog } from '#web/workspace/today/NudgeDialog.tsx';
import { useLineNames } from '#web/workspace/today/use-line-names.ts';
import css from './today.module.css';

interface AttentionListProps {
  readonly projectId: string;
  readonly survey: string;
  readonly work: FieldWork;
}

const icons: Readonly<Record<AttentionCode, Icon>> = {
  'behind-pace': IconClockPause,
  'link-silent': IconDeviceMobileQuestion,
  'link-unused': IconLinkOff,
  'on-phones': IconDeviceMobileUp,
  'quota-reached': IconTargetArrow,
  'look-alikes': IconCopy,
  late: IconClockExclamation,
  clock: IconClockX,
  'waiting-decision': IconInbox,
};

/** What somebody should look at, each with the one thing to do: write to a person, or open the right screen. */
export function AttentionList({ projectId, survey, work }: AttentionListProps) {
  const { t } = useLanguage();
  const nameOf = useLineNames(work, survey);
  const [writing, setWriting] = useState<Finding | null>(null);
  return (
    <section className={css.look} aria-labelledby="look">
      <h2 id="look">{t('field.look.title')}</h2>
      <ul>
        {findingsOf(work, survey, (line) => nameOf(line).name).map((finding) => {
          const { key, code, title, detail, action, nudge, path } = finding;
          const IconPart = icons[code];
          return (
            <li key={key}>
              <IconPart className={css.lookIcon} size={18} stroke={1.75} aria-hidden />
              <div>
                <strong>{t(title.key, title.values)}</strong>
                {detail && <p>{t(detail.key, detail.values)}</p>}
                {nudge ? (
                  <button type="button" onClick={() => setWriting(finding)}>
                    {t(action.key, action.values)}
                  </button>
                ) : (
                  <Link href={`/projects/${projectId}/${path}`}>
                    {t(action.key, action.values)}
                  </Link>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {writing?.nudge && (
        <NudgeDialog
          title={t(writing.action.key, writing.action.values)}
          message={t(writing.nudge.key, writing.nudge.values)}
          to={`/projects/${projectId}/${writing.path}`}
          onClose={() => setWriting(null)}
        />
      )}
    </section>
  );
}
