import { ActionIcon, Button, Menu, Modal, NativeSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import {
  addLanguage,
  removeLanguage,
  setFirstLanguage,
} from '#web/workspace/editor/model/languages-of.ts';
import { editorLanguagesOf } from '#web/workspace/editor/model/texts.ts';
import { useEditor, useSettled } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

/** Languages that surveys here are often answered in, beside our own. */
const offered = [...productLanguages, 'km', 'lo', 'th', 'my', 'zh', 'fr', 'ar', 'ckb', 'uk', 'kk'];

/** In which languages people can answer; the first is shown where a text has no other. */
export function LanguagesField() {
  const { t } = useLanguage();
  const editor = useEditor();
  // Counting who speaks what reads every text: it may follow when typing rests.
  const definition = useSettled();
  const languages = editorLanguagesOf(definition);
  const first = defaultLanguageOf(definition);
  const [removing, setRemoving] = useState<string | null>(null);
  return (
    <section className={css.field} aria-label={t('editor.languages.label')}>
      <h3 className={css.label}>{t('editor.languages.label')}</h3>
      <ul className={css.languages}>
        {languages.map((language) => (
          <li key={language}>
            <span>{languageName(language)}</span>
            {language === first ? (
              <span className={css.tag}>{t('editor.languages.first')}</span>
            ) : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('editor.languages.remove', { language: languageName(language) })}
                onClick={() => setRemoving(language)}
              >
                <IconTrash size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <div className={css.settings}>
        <NativeSelect
          label={t('editor.languages.choose-first')}
          value={first}
          data={languages.map((value) => ({ value, label: languageName(value) }))}
          onChange={({ currentTarget }) => {
            const language = currentTarget.value;
            editor.change((now) => setFirstLanguage(now, language));
          }}
        />
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="subtle"
              size="sm"
              className={css.bottom ?? ''}
              leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            >
              {t('editor.languages.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered
              .filter((language) => !languages.includes(language))
              .map((language) => (
                <Menu.Item
                  key={language}
                  onClick={() => {
                    editor.change((now) => addLanguage(now, language));
                    editor.speak({ second: language });
                  }}
                >
                  {languageName(language)}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {removing !== null && (
        <Modal
          opened
          onClose={() => setRemoving(null)}
          title={t('editor.languages.remove', { language: languageName(removing) })}
          closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
        >
          <p>{t('editor.languages.remove-lead')}</p>
          <div className={css.dialogActions}>
            <Button variant="default" onClick={() => setRemoving(null)}>
              {t('workspace.action.cancel')}
            </Button>
            <Button
              variant="default"
              className={css.destructive ?? ''}
              onClick={() => {
                editor.change((now) => removeLanguage(now, removing));
                const { source, second } = editor.state();
                if (source === removing) {
                  editor.speak({ source: first, ...(second === first && { second: null }) });
                }
                if (second === removing) editor.speak({ second: null });
                setRemoving(null);
              }}
            >
              {t('editor.languages.remove-action')}
            </Button>
          </div>
        </Modal>
      )}
    </section>
  );
}
