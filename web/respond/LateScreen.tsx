import { Component, type ReactNode, Suspense } from 'react';
import { useWords } from './language/words.ts';

/** A part that is fetched only when it is needed: it arrives later than the rest, and may fail to. */
export function LateScreen({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <Catch onFailure={<Failure />}>
      <Suspense
        fallback={
          <main className="screen notice" role="status">
            {t('respond.form.loading')}
          </main>
        }
      >
        {children}
      </Suspense>
    </Catch>
  );
}

interface CatchProps {
  readonly onFailure: ReactNode;
  readonly children: ReactNode;
}

/** React hands render errors only to classes. */
class Catch extends Component<CatchProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.onFailure : this.props.children;
  }
}

/** A module that failed to load is remembered as failed: only a reload asks for it again. The draft is safe. */
function Failure() {
  const { t } = useWords();
  return (
    <main className="screen notice">
      <p role="alert">{t('respond.form.failed')}</p>
      <div className="actions">
        <button type="button" className="button button-main" onClick={() => location.reload()}>
          {t('respond.notice.retry')}
        </button>
      </div>
    </main>
  );
}
