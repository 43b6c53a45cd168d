import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';

interface TooFewNoteProps {
  readonly to: string;
}

/** Under ten responses nothing is shown, and why. */
export function TooFewNote({ to }: TooFewNoteProps) {
  const { t } = useLanguage();
  return (
    <EmptyNote
      title={t('workspace.result.survey-few')}
      action={
        <Button component={Link} href={to} variant="default">
          {t('workspace.result.to-today')}
        </Button>
      }
    >
      {t('workspace.result.survey-few-why')}
    </EmptyNote>
  );
}
