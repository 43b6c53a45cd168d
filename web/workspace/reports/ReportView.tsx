import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import { defaultRule } from '#core/analysis/disclosure/rule.ts';
import type { progressReplySchema, SurveyDetail } from '#core/definitions/survey-api.ts';
import { TooFewNote } from '#web/workspace/analysis/TooFewNote.tsx';
import { type ReportAsked, useReportQuery } from '#web/workspace/api/result-queries.ts';
import { useProgressQuery } from '#web/workspace/api/survey-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { ReportOptions } from '#web/workspace/reports/ReportOptions.tsx';
import css from './reports.module.css';

interface ReportViewProps {
  readonly projectId: string;
  readonly survey: SurveyDetail;
  readonly asked: ReportAsked;
}

interface Heading {
  /** Which of the document's headings, from 0. */
  readonly place: number;
  readonly text: string;
  readonly level: number;
}

/** Contents, document, choices. The document is shown in a frame of its own, where no script runs. */
export function ReportView({ projectId, survey, asked }: ReportViewProps) {
  const { t } = useLanguage();
  const progress = useProgressQuery(asked.survey).data;
  const query = useReportQuery(asked);
  const frame = useRef<HTMLIFrameElement>(null);
  const [headings, setHeadings] = useState<readonly Heading[]>([]);

  const onLoad = useCallback(() => {
    lendFonts(frame.current);
    setHeadings(
      headingsIn(frame.current).map((heading, place) => ({
        place,
        text: heading.textContent?.trim() ?? '',
        level: Number(heading.tagName.slice(1)),
      })),
    );
  }, []);
  const goTo = (index: number) =>
    headingsIn(frame.current)[index]?.scrollIntoView({ block: 'start' });

  if (progress && !asked.exact && responsesKnown(progress) < defaultRule.base) {
    return (
      <div className={css.alone}>
        <TooFewNote to={`/projects/${projectId}/today`} />
      </div>
    );
  }
  return (
    <div className={css.panes}>
      <h1 className="ln-vh">{t('workspace.nav.report')}</h1>
      <nav className={css.contents} aria-label={t('workspace.report.contents')}>
        <p className={css.label}>{t('workspace.report.contents')}</p>
        <ol>
          {headings.map(({ place, text, level }) => (
            <li key={place} data-level={level}>
              <button type="button" onClick={() => goTo(place)}>
                {text}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={css.document}>
        <QueryView
          query={query}
          lines={12}
          refused={({ code }) =>
            code === 'too-few' ? <TooFewNote to={`/projects/${projectId}/today`} /> : undefined
          }
        >
          {(html) => (
            <iframe
              ref={frame}
              title={t('workspace.report.preview')}
              sandbox="allow-same-origin"
              srcDoc={html}
              onLoad={onLoad}
            />
          )}
        </QueryView>
      </div>
      <ReportOptions survey={survey} asked={asked} />
    </div>
  );
}

/** Stored responses, or how many there are at least. */
const responsesKnown = (progress: z.output<typeof progressReplySchema>): number =>
  'atLeast' in progress ? progress.atLeast : progress.stored;

/** The document names our typeface but carries no fonts; in the frame it may use the ones of this page. */
function lendFonts(frame: HTMLIFrameElement | null): void {
  const style = frame?.contentDocument?.createElement('style');
  if (!style) return;
  style.textContent = Array.from(document.styleSheets)
    .flatMap((sheet) => Array.from(sheet.cssRules))
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .map((rule) => rule.cssText)
    .join('');
  frame?.contentDocument?.head.append(style);
}

const headingsIn = (frame: HTMLIFrameElement | null): readonly HTMLElement[] =>
  Array.from(frame?.contentDocument?.querySelectorAll<HTMLElement>('h2, h3') ?? []).filter(
    (heading) => heading.closest('nav') === null,
  );
