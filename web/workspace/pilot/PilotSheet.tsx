import { IconAlertTriangle } from '@tabler/icons-react';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { PilotTable } from '#web/workspace/pilot/PilotTable.tsx';
import {
  type ItemFigures,
  type PilotPage,
  type PilotRow,
  pilotPages,
  type Shown,
} from '#web/workspace/pilot/pilot-pages.ts';
import css from './pilot.module.css';

/** Numbers first, then what to look at, then every item. Printed, it is one page. */
export function PilotSheet({ shown }: { readonly shown: Shown }) {
  const { t } = useLanguage();
  const pages = pilotPages(shown);
  return (
    <>
      <PilotNumbers shown={shown} />
      {pages.length > 0 && <LookAgain pages={pages} />}
      {shown.hidden > 0 && (
        <p className={css.quiet}>{t('pilot.hidden', { hidden: shown.hidden })}</p>
      )}
      {pages.length > 0 && <PilotTable pages={pages} />}
    </>
  );
}

function PilotNumbers({ shown }: { readonly shown: Shown }) {
  const { t, language } = useLanguage();
  const { figures, expectedMinutes } = shown;
  const minutes = (seconds: number) => formatNumber(language, seconds / 60, 1);
  return (
    <dl className={css.numbers}>
      <Tile name={t('pilot.runs')} value={formatNumber(language, figures.runs)} />
      <Tile
        name={t('pilot.completed')}
        value={formatNumber(language, figures.completed)}
        note={t('pilot.of', { n: figures.runs })}
      />
      <Tile
        name={t('pilot.unfinished')}
        value={formatNumber(language, figures.unfinished)}
        note={t('pilot.refused', { refused: figures.refused + figures.screenedOut })}
      />
      <Tile
        name={t('pilot.minutes')}
        value={figures.seconds ? minutes(figures.seconds.median) : '–'}
        note={
          figures.seconds
            ? t('pilot.minutes-note', {
                low: minutes(figures.seconds.low),
                high: minutes(figures.seconds.high),
                expected: formatNumber(language, expectedMinutes),
              })
            : t('pilot.minutes-none', { expected: formatNumber(language, expectedMinutes) })
        }
      />
    </dl>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

function Tile({ name, value, note }: TileProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={css.value}>{value}</dd>
      {note && <dd className={css.quiet}>{note}</dd>}
    </div>
  );
}

const signWords: Readonly<Record<ItemFigures['signs'][number], WorkspaceKey>> = {
  slow: 'pilot.sign.slow',
  stopped: 'pilot.sign.stopped',
  'left-out': 'pilot.sign.left-out',
  corrected: 'pilot.sign.corrected',
  'never-seen': 'pilot.sign.never-seen',
};

/** Items that deserve a second look, each with why. */
function LookAgain({ pages }: { readonly pages: readonly PilotPage[] }) {
  const { t } = useLanguage();
  const rows = pages.flatMap((page) => page.rows).filter(({ figures }) => figures.signs.length > 0);
  return (
    <section>
      <h2>{t('pilot.look')}</h2>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t('pilot.look-none')}</p>
      ) : (
        <ul className={css.look}>
          {rows.map((row) => (
            <LookLine key={row.figures.name} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LookLine({ row: { figures, title } }: { readonly row: PilotRow }) {
  const { t, language } = useLanguage();
  const { seen, answered, stopped, corrected, seconds, name } = figures;
  const values = {
    seen,
    stopped,
    corrected,
    left: seen - answered,
    seconds: formatNumber(language, seconds?.median ?? 0),
  };
  return (
    <li>
      <IconAlertTriangle size={17} stroke={1.75} aria-hidden />
      <div>
        <strong>
          <SurveyText text={title} fallback={name} />
        </strong>
        <p>{figures.signs.map((sign) => t(signWords[sign], values)).join(' ')}</p>
      </div>
    </li>
  );
}
