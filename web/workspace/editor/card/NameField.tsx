import { Button, Popover, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { RenameDialog } from '#web/workspace/editor/card/RenameDialog.tsx';
import { useProperty } from '#web/workspace/editor/card/use-property.ts';
import { nameFault, renamed } from '#web/workspace/editor/model/renaming.ts';
import { useEditor, useFrozen } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

/** The code of an item, which is the name of its column: free to change until somebody has answered it. */
export function NameField({ pointer }: { readonly pointer: string }) {
  const [value] = useProperty(pointer, 'name');
  const frozen = useFrozen();
  const name = typeof value === 'string' ? value : '';
  if (frozen.items.includes(name)) return <LockedName pointer={pointer} name={name} />;
  return <FreeName key={name} pointer={pointer} name={name} />;
}

interface NameProps {
  readonly pointer: string;
  readonly name: string;
}

function FreeName({ pointer, name }: NameProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [typed, setTyped] = useState(name);
  const fault = typed === name ? undefined : nameFault(editor.definition(), pointer, typed);
  const commit = () => {
    if (typed === name || fault) return;
    editor.change(renamed(editor.definition(), pointer, typed, { isAnswered: false }));
  };
  return (
    <TextInput
      className={css.name ?? ''}
      classNames={{ input: css.code ?? '' }}
      data-path={`${pointer}/name`}
      aria-label={t('editor.field.code')}
      title={t('editor.field.code')}
      value={typed}
      spellCheck={false}
      autoComplete="off"
      error={fault && t(fault)}
      onChange={({ currentTarget }) => setTyped(currentTarget.value.trim())}
      onBlur={() => (fault ? setTyped(name) : commit())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(name);
      }}
    />
  );
}

/** Somebody has answered under this code: it can only be renamed on purpose. */
function LockedName({ pointer, name }: NameProps) {
  const { t } = useLanguage();
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Popover width={320} position="bottom-start" trapFocus withArrow>
        <Popover.Target>
          <button type="button" className={css.locked}>
            <IconLock size={17} stroke={1.75} aria-hidden />
            <span className="ln-vh">{t('editor.field.code')}: </span>
            <code>{name}</code>
            <span className="ln-vh">. {t('editor.locked.why')}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <p className={css.why}>{t('editor.locked.because')}</p>
          <Button variant="default" size="sm" onClick={() => setRenaming(true)}>
            {t('editor.rename.open')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {renaming && (
        <RenameDialog pointer={pointer} name={name} onClose={() => setRenaming(false)} />
      )}
    </>
  );
}
