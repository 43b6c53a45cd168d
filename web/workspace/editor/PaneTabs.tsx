import { Button, SegmentedControl } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { type Pane, useView } from '#web/workspace/editor/editor-view.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './editor.module.css';

const panes: readonly Pane[] = ['list', 'card', 'preview'];
const isPane = (value: string): value is Pane => panes.some((pane) => pane === value);

/** Phones show one pane at a time; tablets call the preview. */
export function PaneTabs() {
  const { t } = useLanguage();
  const { pane, show } = useView();
  const names = {
    list: t('editor.pane.list'),
    card: t('editor.pane.card'),
    preview: t('editor.pane.preview'),
  };
  return (
    <>
      <div className={css.paneTabs}>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.pane.label')}
          value={pane}
          onChange={(value) => isPane(value) && show(value)}
          data={panes.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      <Button
        className={css.callPreview ?? ''}
        variant="default"
        size="sm"
        leftSection={<IconDeviceMobile size={18} stroke={1.75} aria-hidden />}
        onClick={() => show('preview')}
      >
        {names.preview}
      </Button>
    </>
  );
}
