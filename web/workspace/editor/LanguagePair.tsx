import { Button, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { editorLanguagesOf } from '#web/workspace/editor/model/texts.ts';
import { useEditor, useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** Which two languages stand side by side. */
export function LanguagePair() {
  const { t } = useLanguage();
  const editor = useEditor();
  const { source, second } = useLanguages();
  const languages = editorLanguagesOf(useSettled());
  const names = second === null ? [source] : [source, second];
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconLanguage size={18} stroke={1.75} aria-hidden />}
        >
          {names.map((language) => language.toLocaleUpperCase()).join(' + ')}
          <span className="ln-vh">
            . {t('editor.pair.label', { shown: names.map(languageName).join(' + ') })}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('editor.pair.source')}</Menu.Label>
        <Menu.RadioGroup
          value={source}
          onChange={(language) =>
            editor.speak({ source: language, ...(language === second && { second: source }) })
          }
        >
          {languages.map((language) => (
            <Menu.RadioItem key={language} value={language}>
              {languageName(language)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('editor.pair.second')}</Menu.Label>
        <Menu.RadioGroup
          value={second ?? ''}
          onChange={(language) => editor.speak({ second: language || null })}
        >
          {languages
            .filter((language) => language !== source)
            .map((language) => (
              <Menu.RadioItem key={language} value={language}>
                {languageName(language)}
              </Menu.RadioItem>
            ))}
          <Menu.RadioItem value="">{t('editor.pair.none')}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => editor.select('', { focus: 'card' })}>
          {t('editor.pair.more')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
