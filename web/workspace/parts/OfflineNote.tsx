import { IconCloudOff } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { formatTime } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { Rich } from '#web/workspace/parts/Rich.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './parts.module.css';

/** Without a network the page can be read, and says how old it is. */
export function OfflineNote() {
  const { language } = useLanguage();
  const online = useOnline();
  const client = useQueryClient();
  useIsFetching();
  if (online) return null;
  const newest = Math.max(
    0,
    ...client
      .getQueryCache()
      .getAll()
      .map((query) => query.state.dataUpdatedAt),
  );
  return (
    <div className={css.offline} data-offline>
      <Note icon={IconCloudOff} role="status">
        <Rich
          message="workspace.state.offline"
          values={{ time: formatTime(language, new Date(newest)) }}
        />
      </Note>
    </div>
  );
}
