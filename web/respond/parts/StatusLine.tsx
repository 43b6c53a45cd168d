import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { useWords } from '../language/words.ts';

interface StatusLineProps {
  readonly online: boolean;
}

/** Whether there is a network, in words; never by colour alone. */
export function StatusLine({ online }: StatusLineProps) {
  const { t } = useWords();
  const Icon = online ? IconCloudCheck : IconCloudOff;
  return (
    <p className="status" role="status">
      <Icon className="icon" aria-hidden="true" />
      <span>{t(online ? 'respond.online' : 'respond.offline')}</span>
    </p>
  );
}
