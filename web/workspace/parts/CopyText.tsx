import { Button, type ButtonProps, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface CopyTextProps {
  readonly value: string;
  readonly label: string;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly onCopied?: () => void;
}

/** A button that copies, and says that it did. */
export function CopyText({
  value,
  label,
  variant = 'default',
  size = 'sm',
  onCopied,
}: CopyTextProps) {
  const { t } = useLanguage();
  return (
    <CopyButton value={value} timeout={2500}>
      {({ copied, copy }) => (
        <Button
          variant={variant}
          size={size}
          onClick={() => {
            copy();
            onCopied?.();
          }}
          leftSection={
            copied ? (
              <IconCheck size={17} stroke={1.75} aria-hidden />
            ) : (
              <IconCopy size={17} stroke={1.75} aria-hidden />
            )
          }
        >
          {copied ? t('workspace.state.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
}
