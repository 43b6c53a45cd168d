/** Speaks with the phone in the frame: sends it the survey when it has changed, and where the eye of the author is. */
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import {
  heardFromPreview,
  type PreviewTheme,
  type ToPreview,
} from '#web/respond/preview/preview-messages.ts';
import { itemAt, pageAt, pageOf, placedElements } from '#web/workspace/editor/model/places.ts';
import { answersToSee } from '#web/workspace/editor/tools/preview/answers-to-see.ts';
import { useSelected } from '#web/workspace/editor/use-editor.ts';

/**
 * `filled`: some answers were filled in so that the chosen item is asked. `hidden`: it is not asked under the answers in
 * the preview.
 */
export type PreviewState = 'shown' | 'filled' | 'hidden' | 'failed';

function seen(known: PreviewState, isShown: boolean): PreviewState {
  if (!isShown) return 'hidden';
  return known === 'filled' ? 'filled' : 'shown';
}

interface PreviewFrameInput {
  readonly definition: Definition;
  readonly language: string;
  readonly languages: readonly string[];
  readonly theme: PreviewTheme;
  /** Whether the survey must not be drawn. */
  readonly isPaused: boolean;
  readonly onLanguage: (language: string) => void;
}

interface PreviewFrame {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  readonly state: PreviewState;
  restart(): void;
}

export function usePreviewFrame(input: PreviewFrameInput): PreviewFrame {
  const { definition, language, theme, isPaused, onLanguage } = input;
  const frame = useRef<HTMLIFrameElement | null>(null);
  const revision = useRef(0);
  const sent = useRef<Definition>(undefined);
  const [readied, setReadied] = useState(0);
  const [state, setState] = useState<PreviewState>('shown');
  const tags = input.languages.join(' ');
  const place = usePlaceByName(definition);

  const answers = useRef<Readonly<Record<string, unknown>>>({});
  const hear = useRef(onLanguage);
  hear.current = onLanguage;
  useEffect(() => {
    const listen = (event: MessageEvent): void => {
      const message = heardFromPreview(event, frame.current?.contentWindow);
      if (message?.kind === 'ready') setReadied((count) => count + 1);
      else if (message?.kind === 'language') hear.current(message.language);
      else if (message?.kind === 'place') setState((known) => seen(known, message.isShown));
      else if (message?.kind === 'answers') answers.current = message.answers;
      else if (message?.kind === 'failed') setState('failed');
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);

  const send = (message: ToPreview): void =>
    frame.current?.contentWindow?.postMessage(message, location.origin);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a frame that has begun anew is told everything anew
  useEffect(() => {
    if (readied === 0 || isPaused) return undefined;
    const show = (): void => {
      revision.current += 1;
      sent.current = definition;
      setState((known) => (known === 'failed' ? 'shown' : known));
      const languages = tags.split(' ');
      send({ kind: 'show', revision: revision.current, definition, language, languages, theme });
    };
    const isSoon = revision.current === 0 || definition === sent.current;
    const wait = isSoon ? 0 : restBefore(definition);
    if (wait === 0) return show();
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  }, [readied, definition, language, tags, theme, isPaused]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (readied === 0 || !place) return;
    const { page, item } = place;
    const wanted = answersToSee(definition, place.pointer, answers.current);
    const isEnough = wanted === answers.current;
    answers.current = wanted;
    setState(isEnough ? 'shown' : 'filled');
    send({ kind: 'go', page, item, ...(isEnough ? {} : { answers: wanted }) });
  }, [readied, place?.page, place?.item]);

  return { frame, state, restart: () => send({ kind: 'restart' }) };
}

/** SurveyJS builds a long survey in a few tenths of a second: who types on is not to wait for it. */
const longSurvey = 60;
const restOfLong = 700;
const restBefore = (definition: Definition): number =>
  placedElements(definition).length > longSurvey ? restOfLong : 0;

/** The chosen page and item by their names: pointers of the definition in hand may be ahead of what is shown. */
function usePlaceByName(definition: Definition) {
  const selected = useSelected();
  return useMemo(() => {
    const page = pageAt(definition, pageOf(selected))?.name;
    if (selected === '' || page === undefined) return undefined;
    return { page, item: itemAt(definition, selected)?.name, pointer: selected };
  }, [definition, selected]);
}
