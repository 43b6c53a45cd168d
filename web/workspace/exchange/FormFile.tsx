import { FileInput } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './exchange.module.css';

interface FormFileProps {
  readonly file: File | null;
  /** XLSForms alone, no definition of ours. */
  readonly formsOnly?: boolean;
  readonly onFile: (file: File | null) => void;
}

/** A survey file: chosen with the keyboard or the pointer, or dragged here. */
export function FormFile({ file, formsOnly = false, onFile }: FormFileProps) {
  const { t } = useLanguage();
  const [over, setOver] = useState(false);
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    drag(false)(event);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one more way; the field inside takes the keyboard
    <div
      className={css.drop}
      data-over={over}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <FileInput
        label={t('exchange.file')}
        description={t(formsOnly ? 'exchange.form-hint' : 'exchange.file-hint')}
        placeholder={t('exchange.file-choose')}
        leftSection={<IconFileUpload size={18} stroke={1.75} aria-hidden />}
        accept={formsOnly ? '.xlsx,.xls' : '.xlsx,.xls,.json,application/json'}
        value={file}
        onChange={onFile}
      />
    </div>
  );
}
