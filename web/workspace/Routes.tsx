import { Redirect, Route, Switch } from 'wouter';
import { SignInAgain } from '#web/workspace/access/SignInAgain.tsx';
import { SignInPage } from '#web/workspace/access/SignInPage.tsx';
import { SessionContext } from '#web/workspace/access/use-session.ts';
import { WelcomePage } from '#web/workspace/access/WelcomePage.tsx';
import { useSessionQuery } from '#web/workspace/api/access-queries.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { NoProjectPage } from '#web/workspace/register/NoProjectPage.tsx';
import { firstProjectId } from '#web/workspace/shell/last-project.ts';
import { ProjectRoutes } from '#web/workspace/shell/ProjectRoutes.tsx';
import { Shell } from '#web/workspace/shell/Shell.tsx';

/** What stands at which address: two pages for everybody, the rest for whoever is signed in. */
export function Routes() {
  return (
    <Switch>
      <Route path="/welcome" component={WelcomePage} />
      <Route path="/sign-in" component={SignInPage} />
      <Route component={SignedInRoutes} />
    </Switch>
  );
}

function SignedInRoutes() {
  const query = useSessionQuery();
  return (
    <QueryView query={query}>
      {(session) => {
        if (!session) return <Redirect to={signInAddress()} replace />;
        const first = firstProjectId(session.projects);
        return (
          <SessionContext value={session}>
            <Switch>
              <Route path="/projects/:projectId/*?">
                {({ projectId }) => (
                  <Shell projectId={projectId}>
                    <ProjectRoutes projectId={projectId} key={projectId} />
                  </Shell>
                )}
              </Route>
              <Route>
                {first ? <Redirect to={`/projects/${first}/today`} replace /> : <NoProjectPage />}
              </Route>
            </Switch>
            <SignInAgain />
          </SessionContext>
        );
      }}
    </QueryView>
  );
}

/** Sign-in leads back to the page that was asked for. */
function signInAddress(): string {
  const { pathname, search } = window.location;
  const here = `${pathname.replace(/^\/app/, '')}${search}`;
  return here === '/' || here === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}
