import { Button, Group, JsonInput } from '@mantine/core';
import { useState } from 'react';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import { Fold } from '#web/workspace/editor/card/Fold.tsx';
import { kindOf } from '#web/workspace/editor/model/kinds.ts';
import { type CardOf, unshown, withUnshown } from '#web/workspace/editor/model/known-properties.ts';
import { isElement, kindOfPlace } from '#web/workspace/editor/model/places.ts';
import { getAt, isObject, setAt } from '#web/workspace/editor/model/pointer.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface AdvancedFoldProps {
  readonly pointer: string;
  readonly isOpen?: boolean;
}

/** Everything that the card does not show, as JSON: kept as it is, and there to be changed. */
export function AdvancedFold({ pointer, isOpen = false }: AdvancedFoldProps) {
  const { t } = useLanguage();
  const count = useCount(pointer);
  return (
    <Fold
      key={String(isOpen)}
      isOpen={isOpen}
      title={t('editor.advanced.title')}
      gist={count === 0 ? t('editor.advanced.none') : t('editor.advanced.some', { count })}
    >
      <Unshown pointer={pointer} />
    </Fold>
  );
}

const cardOf = (pointer: string, element: unknown): CardOf => {
  const kind = kindOfPlace(pointer);
  if (kind !== 'item') return kind;
  return isElement(element) && kindOf(element) ? 'item' : 'advanced';
};

function useCount(pointer: string): number {
  const element = useAt(pointer);
  return isObject(element) ? Object.keys(unshown(element, cardOf(pointer, element))).length : 0;
}

function Unshown({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const element = useAt(pointer);
  const here = isObject(element)
    ? JSON.stringify(unshown(element, cardOf(pointer, element)), null, 2)
    : '{}';
  const [typed, setTyped] = useState<string | null>(null);
  const [isUnfit, setUnfit] = useState(false);
  const submit = () => {
    const next = typed === null ? null : applied(editor.definition(), pointer, typed);
    setUnfit(next === null);
    if (next === null) return;
    editor.change(next);
    setTyped(null);
  };
  return (
    <div className={css.json}>
      <JsonInput
        label={t('editor.advanced.json')}
        description={t('editor.advanced.json-hint')}
        classNames={{ input: css.code ?? '' }}
        autosize
        minRows={3}
        maxRows={24}
        spellCheck={false}
        value={typed ?? here}
        error={isUnfit && t('editor.advanced.unfit')}
        onChange={(value) => {
          setTyped(value);
          setUnfit(false);
        }}
      />
      <Group justify="flex-end" gap="sm">
        <Button
          variant="subtle"
          size="sm"
          disabled={typed === null}
          onClick={() => {
            setTyped(null);
            setUnfit(false);
          }}
        >
          {t('workspace.action.cancel')}
        </Button>
        <Button variant="default" size="sm" disabled={typed === null} onClick={submit}>
          {t('editor.advanced.apply')}
        </Button>
      </Group>
    </div>
  );
}

/** The definition with these properties; `null` where it would be no definition any more. */
function applied<Definition>(definition: Definition, pointer: string, typed: string) {
  try {
    const properties: unknown = JSON.parse(typed);
    const element = getAt(definition, pointer);
    if (!isObject(properties) || !isObject(element)) return null;
    const changed = withUnshown(element, cardOf(pointer, element), properties);
    const next = setAt(definition, pointer, changed);
    return definitionSchema.safeParse(next).success ? next : null;
  } catch {
    return null;
  }
}
