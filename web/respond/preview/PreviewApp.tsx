import { lazy, Suspense } from 'react';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { openingOf } from '../form/opening.ts';
import { OpeningScreen } from '../screens/OpeningScreen.tsx';
import { PreviewCatch } from './PreviewCatch.tsx';
import { PreviewEnd } from './PreviewEnd.tsx';
import { type PreviewInput, usePreview } from './use-preview.ts';

const FormScreen = lazy(async () => ({
  default: (await import('../form/FormScreen.tsx')).FormScreen,
}));

/** The same screens as on the phone. Nothing is kept anywhere, and nothing is sent. */
export function PreviewApp(props: PreviewInput) {
  const { shown, tell } = props;
  const { definition, language, languages } = shown;
  const preview = usePreview(props);
  const { view } = preview;
  const onLanguage = (chosen: string) => tell({ kind: 'language', language: chosen });
  if (view.name === 'end') {
    return <PreviewEnd closing={view.closing} onRestart={preview.restart} />;
  }
  if (view.name === 'opening') {
    const opening = openingOf(definition, language);
    return (
      <OpeningScreen
        opening={opening}
        language={language}
        languages={languages}
        surroundings={{ kind: 'full' }}
        durable
        onLanguage={onLanguage}
        onStart={(answer: ChoiceValue | undefined) =>
          preview.begin(
            opening.consent && answer !== undefined ? { [opening.consent.item]: answer } : {},
          )
        }
      />
    );
  }
  return (
    <PreviewCatch key={view.key} onFailure={() => tell({ kind: 'failed' })}>
      <Suspense fallback={null}>
        <FormScreen
          definition={definition}
          draft={view.draft}
          language={language}
          languages={languages}
          isHandedOver
          durable
          onLanguage={onLanguage}
          // A promise that is never kept: the head must not say "saved".
          onSave={(draft) => {
            preview.keep(draft);
            return new Promise(() => undefined);
          }}
          onFinish={async (_draft, ending) => preview.end(ending.outcome)}
          onBack={preview.toOpening}
          onLeave={preview.toOpening}
          onDiscard={preview.restart}
        />
      </Suspense>
    </PreviewCatch>
  );
}
