import { lazy } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { FormScreenProps } from './form/FormScreen.tsx';
import { LateScreen } from './LateScreen.tsx';
import type { Words } from './language/words.ts';

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
  return (
    <LateScreen>
      <FormScreen {...props} />
    </LateScreen>
  );
}
