import { Component, lazy, type ReactNode, Suspense } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { FormScreenProps } from './form/FormScreen.tsx';
import { useWords, type Words } from './language/words.ts';

const loadForm = () => import('./form/FormScreen.tsx');
const FormScreen = lazy(async () => ({ default: (await loadForm()).FormScreen }));

/**
 * Fetches the form runtime, and what this definition needs besides, while the person still reads the opening: from
 * then on it opens without a network too. A failure shows when the form is opened.
 */
export const fetchFormAhead = (definition: Definition, words: Words): void => {
  loadForm()
    .then(({ prepareForm }) => prepareForm(definition, words))
    .catch(() => undefined);
};

/** The form runtime is nine tenths of all bytes: it arrives after everything else and may fail to. */
export function FormGate(props: FormScreenProps) {
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
        <FormScreen {...props} />
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
