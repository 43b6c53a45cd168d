import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { CaughtInPage } from '#web/workspace/bugs/BugPages.tsx';
import { LibraryPage } from '#web/workspace/definitions/LibraryPage.tsx';
import { SurveyPage } from '#web/workspace/definitions/SurveyPage.tsx';
import { SurveysPage } from '#web/workspace/definitions/SurveysPage.tsx';
import { LoadingLines } from '#web/workspace/parts/LoadingLines.tsx';
import { SettingsPage } from '#web/workspace/register/SettingsPage.tsx';
import { TodayPage } from '#web/workspace/today/TodayPage.tsx';

const ResultsPage = lazy(async () => ({
  default: (await import('#web/workspace/analysis/ResultsPage.tsx')).ResultsPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import('#web/workspace/reports/ReportPage.tsx')).ReportPage,
}));

const LinksPage = lazy(async () => ({
  default: (await import('#web/workspace/links/LinksPage.tsx')).LinksPage,
}));

const PilotPage = lazy(async () => ({
  default: (await import('#web/workspace/pilot/PilotPage.tsx')).PilotPage,
}));

const EditorPage = lazy(async () => ({
  default: (await import('#web/workspace/editor/EditorPage.tsx')).EditorPage,
}));

const ImportPage = lazy(async () => ({
  default: (await import('#web/workspace/intake/ImportPage.tsx')).ImportPage,
}));
const TypeInPage = lazy(async () => ({
  default: (await import('#web/workspace/intake/TypeInPage.tsx')).TypeInPage,
}));

const PaperPage = lazy(async () => ({
  default: (await import('#web/workspace/exchange/PaperPage.tsx')).PaperPage,
}));

const UploadPage = lazy(async () => ({
  default: (await import('#web/workspace/exchange/UploadPage.tsx')).UploadPage,
}));

const FieldPage = lazy(async () => ({
  default: (await import('#web/workspace/field/FieldPage.tsx')).FieldPage,
}));
const PickPage = lazy(async () => ({
  default: (await import('#web/workspace/field/PickPage.tsx')).PickPage,
}));

const ReviewPage = lazy(async () => ({
  default: (await import('#web/workspace/review/ReviewPage.tsx')).ReviewPage,
}));

interface ProjectRoutesProps {
  readonly projectId: string;
}

/** The pages of one project. */
export function ProjectRoutes({ projectId }: ProjectRoutesProps) {
  const here = `/projects/${projectId}`;
  const [location] = useLocation();
  return (
    <CaughtInPage key={location}>
      <Suspense fallback={<LoadingLines />}>
        <Switch>
          <Route path={`${here}/today`}>
            <TodayPage projectId={projectId} />
          </Route>
          <Route path={`${here}/surveys`}>
            <SurveysPage projectId={projectId} />
          </Route>
          <Route path={`${here}/surveys/:name`}>
            {({ name }) => <SurveyPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/pilot`}>
            {({ name }) => <PilotPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/upload`}>
            {({ name }) => <UploadPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/paper`}>
            {({ name }) => <PaperPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/edit`}>
            {({ name }) => <EditorPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/import`}>
            {({ name }) => <ImportPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/surveys/:name/type-in`}>
            {({ name }) => <TypeInPage projectId={projectId} name={name ?? ''} />}
          </Route>
          <Route path={`${here}/links`}>
            <LinksPage projectId={projectId} />
          </Route>
          <Route path={`${here}/field`}>
            <FieldPage projectId={projectId} />
          </Route>
          <Route path={`${here}/field/pick/:siteId`}>
            {({ siteId }) => <PickPage projectId={projectId} siteId={siteId ?? ''} />}
          </Route>
          <Route path={`${here}/responses`}>
            <ReviewPage projectId={projectId} />
          </Route>
          <Route path={`${here}/results`}>
            <ResultsPage projectId={projectId} />
          </Route>
          <Route path={`${here}/report`}>
            <ReportPage projectId={projectId} />
          </Route>
          <Route path={`${here}/library`}>
            <LibraryPage projectId={projectId} />
          </Route>
          <Route path={`${here}/settings`}>
            <SettingsPage projectId={projectId} />
          </Route>
          <Route>
            <Redirect to={`${here}/today`} replace />
          </Route>
        </Switch>
      </Suspense>
    </CaughtInPage>
  );
}
