import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { refusalOf } from '#web/workspace/api/request.ts';
import { type ResultsAsked, useDownloadResults } from '#web/workspace/api/result-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { problemKey } from '#web/workspace/parts/problem-words.ts';

/** The same figures as on the screen, as a file. */
export function DownloadResults(asked: ResultsAsked) {
  const { t } = useLanguage();
  const download = useDownloadResults();
  const start = (format: 'csv' | 'xlsx') =>
    download.mutate(
      { ...asked, format },
      {
        onError: (error) =>
          notifications.show({ color: 'red', message: t(problemKey(refusalOf(error).code)) }),
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={download.isPending}
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          {t('workspace.action.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('xlsx')}>{t('workspace.result.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => start('csv')}>{t('workspace.result.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
