import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { tableText } from '#web/workspace/analysis/copy-table.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface CopyTableProps {
  readonly sheet: RefObject<HTMLElement | null>;
}

export function CopyTable({ sheet }: CopyTableProps) {
  const { t } = useLanguage();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconTable size={17} stroke={1.75} aria-hidden />}
      onClick={() => sheet.current && clipboard.copy(tableText(sheet.current))}
    >
      {t(clipboard.copied ? 'workspace.state.copied' : 'workspace.result.copy-table')}
    </Button>
  );
}
