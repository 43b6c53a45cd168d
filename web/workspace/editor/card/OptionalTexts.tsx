import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { useAt } from '#web/workspace/editor/use-editor.ts';

interface OptionalTextsProps {
  readonly pointer: string;
  readonly label: string;
  readonly usual?: string;
}

/** A text that most items do without: a button until it is wanted. */
export function OptionalTexts({ pointer, label, usual = '' }: OptionalTextsProps) {
  const isThere = useAt(pointer) !== undefined;
  const [wanted, setWanted] = useState(false);
  if (isThere || wanted) return <TwoTexts pointer={pointer} label={label} usual={usual} />;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={15} stroke={1.75} aria-hidden />}
      onClick={() => setWanted(true)}
    >
      {label}
    </Button>
  );
}
