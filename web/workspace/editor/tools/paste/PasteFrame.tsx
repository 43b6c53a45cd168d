import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './paste.module.css';

interface PasteFrameProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  /** What the button says, and what it does; nothing is offered while there is nothing to take. */
  readonly action: string | undefined;
  readonly onTake: () => void;
  readonly onClose: () => void;
  /** What becomes of the text; it may follow the typing at a distance. */
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

/** A field to paste into, what it makes, and the way to take it. */
export function PasteFrame(props: PasteFrameProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  return (
    <Stack gap="md">
      <Textarea
        label={props.label}
        description={props.description}
        placeholder={props.placeholder}
        autosize
        minRows={6}
        maxRows={14}
        data-autofocus
        value={text}
        classNames={{ input: css.text ?? '' }}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          props.onText(currentTarget.value);
        }}
      />
      {props.children}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={props.onClose}>
          {t('workspace.action.cancel')}
        </Button>
        <Button disabled={props.action === undefined} onClick={props.onTake}>
          {props.action ?? t('tools.paste.nothing')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The text as it was when there was time to look at it. */
export function usePastedText(): readonly [string, (text: string) => void] {
  const [text, setText] = useState('');
  return [useDeferredValue(text), setText];
}
