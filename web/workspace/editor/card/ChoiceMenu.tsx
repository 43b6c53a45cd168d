import { ActionIcon, Menu, Modal } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconDots,
  IconEye,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Choice } from '#core/definitions/definition.ts';
import { RenameCodeDialog } from '#web/workspace/editor/card/RenameCodeDialog.tsx';
import { setChoice } from '#web/workspace/editor/model/choices.ts';
import { parentOf, removeAt } from '#web/workspace/editor/model/pointer.ts';
import { ConditionBuilder } from '#web/workspace/editor/tools/ConditionBuilder.tsx';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface ChoiceMenuProps {
  readonly at: string;
  readonly choice: Choice;
  readonly index: number;
  readonly count: number;
  readonly isMany: boolean;
  readonly isFrozen: boolean;
  readonly onMove: (to: number) => void;
}

/** What can be done with one answer. */
export function ChoiceMenu({
  at,
  choice,
  index,
  count,
  isMany,
  isFrozen,
  onMove,
}: ChoiceMenuProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [dialog, setDialog] = useState<'condition' | 'rename' | null>(null);
  const code = String(choice.value);
  const isExclusive = choice.isExclusive === true;
  const setCondition = useCallback(
    (expression: string | undefined) =>
      editor.change((now) => setChoice(now, at, 'visibleIf', expression), {
        merge: `${at} visibleIf`,
      }),
    [editor, at],
  );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('editor.answers.more', { code })}
          >
            <IconDots size={17} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowUp size={17} stroke={1.75} aria-hidden />}
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            {t('editor.answers.up')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={17} stroke={1.75} aria-hidden />}
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            {t('editor.answers.down')}
          </Menu.Item>
          {isMany && (
            <Menu.Item
              leftSection={
                <IconCheck size={17} stroke={1.75} aria-hidden opacity={isExclusive ? 1 : 0} />
              }
              onClick={() =>
                editor.change((now) =>
                  setChoice(now, at, 'isExclusive', isExclusive ? undefined : true),
                )
              }
            >
              {t('editor.answers.exclusive')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconEye size={17} stroke={1.75} aria-hidden />}
            onClick={() => setDialog('condition')}
          >
            {t('editor.field.shown-if')}…
          </Menu.Item>
          {isFrozen && (
            <Menu.Item
              leftSection={<IconPencil size={17} stroke={1.75} aria-hidden />}
              onClick={() => setDialog('rename')}
            >
              {t('editor.rename.open')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={17} stroke={1.75} aria-hidden />}
            onClick={() => editor.change((now) => removeAt(now, at))}
          >
            {t(isFrozen ? 'editor.answers.retire' : 'editor.answers.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'condition' && (
        <Modal
          opened
          size="lg"
          onClose={() => setDialog(null)}
          title={t('editor.answers.condition-of', { code })}
          closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
        >
          <ConditionBuilder
            label={t('editor.field.shown-if')}
            pointer={parentOf(parentOf(at))}
            property={at.slice(parentOf(parentOf(at)).length + 1).concat('/visibleIf')}
            value={choice.visibleIf}
            onChange={setCondition}
          />
        </Modal>
      )}
      {dialog === 'rename' && (
        <RenameCodeDialog at={at} choice={choice} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
