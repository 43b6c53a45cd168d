import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './parts.module.css';

/** Uneven, as text is. */
const widths = ['92%', '75%', '58%', '81%', '64%', '87%', '70%', '53%', '76%', '59%', '82%', '65%'];

interface LoadingLinesProps {
  readonly lines?: number;
}

/** The place of what is on its way; it shows after 300 ms, so that quick replies do not flicker. */
export function LoadingLines({ lines = 6 }: LoadingLinesProps) {
  const { t } = useLanguage();
  return (
    <div
      className={css.loading}
      role="status"
      aria-busy="true"
      aria-label={t('workspace.state.loading')}
    >
      <span className={css.loadingTitle} />
      {widths.slice(0, lines).map((width) => (
        <span key={width} className={css.loadingLine} style={{ width }} />
      ))}
    </div>
  );
}
