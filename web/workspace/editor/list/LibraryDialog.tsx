import { Button, Checkbox, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { anyDefinitionSchema } from '#web/workspace/api/definition-of.ts';
import { useLibraryDefinitionQuery, useLibraryQuery } from '#web/workspace/api/survey-queries.ts';
import { apply } from '#web/workspace/editor/list/list-commands.ts';
import { addItems } from '#web/workspace/editor/model/items.ts';
import { childrenOf, freeName, pageOf, takenNames } from '#web/workspace/editor/model/places.ts';
import { insertAt } from '#web/workspace/editor/model/pointer.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { copiedItems } from '#web/workspace/editor/tools/library/copied-items.ts';
import { useEditor, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import css from './list.module.css';

interface LibraryDialogProps {
  readonly onClose: () => void;
}

/** Items of a survey of the library, to take as one's own, or the whole as a block that stays the same everywhere. */
export function LibraryDialog({ onClose }: LibraryDialogProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const library = useLibraryQuery();
  const [pick, setPick] = useState('');
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('editor.library.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <QueryView query={library} lines={3}>
        {(entries) => {
          const entry = entries.find(({ name, version }) => `${name}@${version}` === pick);
          return (
            <Stack gap="md">
              <NativeSelect
                data-autofocus
                label={t('editor.library.survey')}
                value={pick}
                onChange={({ currentTarget }) => setPick(currentTarget.value)}
              >
                <option value="">{t('editor.choose')}</option>
                {entries.map(({ name, version, title }) => (
                  <option key={`${name}@${version}`} value={`${name}@${version}`}>
                    {text(title, name)}
                  </option>
                ))}
              </NativeSelect>
              {entry && (
                <LibraryItems
                  key={pick}
                  name={entry.name}
                  version={entry.version}
                  onClose={onClose}
                />
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Modal>
  );
}

interface LibraryItemsProps {
  readonly name: string;
  readonly version: number;
  readonly onClose: () => void;
}

function LibraryItems({ name, version, onClose }: LibraryItemsProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const query = useLibraryDefinitionQuery(name, version);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const take = (definition: Definition) => {
    const now = editor.definition();
    const { items, calculatedValues } = copiedItems(definition, chosen, now);
    const values = [...(now.calculatedValues ?? []), ...calculatedValues];
    const next = calculatedValues.length > 0 ? { ...now, calculatedValues: values } : now;
    apply(editor, addItems(next, editor.selected(), items), 'list');
    onClose();
  };
  const include = () => {
    apply(editor, withBlock(editor.definition(), editor.selected(), `${name}@${version}`), 'list');
    onClose();
  };
  return (
    <QueryView query={query} lines={6}>
      {(reply) => {
        const { data: definition } = anyDefinitionSchema.safeParse(reply.definition);
        if (!definition) return <p>{t('workspace.survey.unreadable')}</p>;
        return (
          <>
            <LibraryPages definition={definition} chosen={chosen} onChoose={setChosen} />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={include}>
                {t('editor.library.include')}
              </Button>
              <Button disabled={chosen.size === 0} onClick={() => take(definition)}>
                {t('editor.library.take', { count: chosen.size })}
              </Button>
            </Group>
            <p className={css.libraryNote}>{t('editor.library.include-means')}</p>
          </>
        );
      }}
    </QueryView>
  );
}

interface LibraryPagesProps {
  readonly definition: Definition;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function LibraryPages({ definition, chosen, onChoose }: LibraryPagesProps) {
  const { t, language } = useLanguage();
  const { source } = useLanguages();
  const toggle = (names: readonly string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const name of names)
      if (isOn) next.add(name);
      else next.delete(name);
    onChoose(next);
  };
  const words = (text: unknown) => anyText(text, [source, language], definition);
  return (
    <ol className={css.libraryPages}>
      {definition.pages.map((page, index) => {
        const names = childrenOf(page).map(({ name }) => name);
        const count = names.filter((name) => chosen.has(name)).length;
        return (
          <li key={page.name}>
            <Checkbox
              fw={500}
              label={words(page.title) || t('editor.page.untitled', { number: index + 1 })}
              checked={count > 0 && count === names.length}
              indeterminate={count > 0 && count < names.length}
              disabled={names.length === 0}
              onChange={({ currentTarget }) => toggle(names, currentTarget.checked)}
            />
            <ol>
              {childrenOf(page).map((item) => (
                <li key={item.name}>
                  <Checkbox
                    label={words(item.title) || item.name}
                    checked={chosen.has(item.name)}
                    onChange={({ currentTarget }) => toggle([item.name], currentTarget.checked)}
                  />
                </li>
              ))}
            </ol>
          </li>
        );
      })}
    </ol>
  );
}

/** A page of its own behind the chosen one, which brings the block's items when the survey is published. */
function withBlock(definition: Definition, chosen: string, block: string) {
  const at = chosen === '' ? definition.pages.length : pageOf(chosen) + 1;
  const stem = `${block.split('@')[0]?.replaceAll('-', '_') ?? 'block'}_`;
  const name = freeName(takenNames(definition), stem);
  return {
    definition: insertAt(definition, '/pages', at, { name, lnInclude: block }),
    select: `/pages/${at}`,
  };
}
