import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Condition } from '#web/workspace/editor/card/Condition.tsx';
import { LineField, NumberField } from '#web/workspace/editor/card/Fields.tsx';
import { Fold } from '#web/workspace/editor/card/Fold.tsx';
import type { CardKind } from '#web/workspace/editor/card/ItemCard.tsx';
import { Settings } from '#web/workspace/editor/card/Settings.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { insertAt, isObject, removeAt } from '#web/workspace/editor/model/pointer.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

const checkKeys: Readonly<Record<string, WorkspaceKey>> = {
  numeric: 'editor.check.numeric',
  text: 'editor.check.text',
  answercount: 'editor.check.count',
  regex: 'editor.check.regex',
  email: 'editor.check.email',
  expression: 'editor.check.expression',
};

const checksOf = (kind: CardKind): readonly string[] => {
  switch (kind) {
    case 'number':
      return ['numeric', 'expression'];
    case 'many':
      return ['answercount', 'expression'];
    case 'short':
      return ['text', 'regex', 'email', 'expression'];
    case 'long':
      return ['text', 'regex', 'expression'];
    case 'advanced':
      return Object.keys(checkKeys);
    default:
      return ['expression'];
  }
};

interface ChecksProps {
  readonly pointer: string;
  readonly kind: CardKind;
}

/** What an answer must fulfil, and what is said where it does not; when it is a must. */
export function Checks({ pointer, kind }: ChecksProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const list = `${pointer}/validators`;
  const found = useAt(list);
  const validators: readonly unknown[] = Array.isArray(found) ? found : [];
  const requiredIf = useAt(`${pointer}/requiredIf`) !== undefined;
  const count = validators.length + (requiredIf ? 1 : 0);
  return (
    <Fold
      title={t('editor.check.title')}
      gist={count === 0 ? t('editor.check.none') : t('editor.check.some', { count })}
    >
      {validators.map((validator, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: checks have no name, only a place
        <Check key={index} pointer={`${list}/${index}`} validator={validator} />
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            className={css.addRow ?? ''}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={15} stroke={1.75} aria-hidden />}
          >
            {t('editor.check.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {checksOf(kind).map((type) => (
            <Menu.Item
              key={type}
              onClick={() =>
                editor.change((now) => insertAt(now, list, validators.length, { type }))
              }
            >
              {t(checkKeys[type] ?? 'editor.check.expression')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Condition pointer={pointer} property="requiredIf" label={t('editor.field.required-if')} />
    </Fold>
  );
}

function Check({ pointer, validator }: { readonly pointer: string; readonly validator: unknown }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const type = isObject(validator) ? String(validator.type) : '';
  const title = t(checkKeys[type] ?? 'editor.check.expression');
  return (
    <div className={css.check}>
      <div className={css.labelRow}>
        <span className={css.label}>{title}</span>
        <span className={css.push} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('editor.check.remove', { name: title })}
          onClick={() => editor.change((now) => removeAt(now, pointer))}
        >
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <CheckSettings pointer={pointer} type={type} />
      <TwoTexts pointer={`${pointer}/text`} label={t('editor.check.says')} />
    </div>
  );
}

function CheckSettings({ pointer, type }: { readonly pointer: string; readonly type: string }) {
  const { t } = useLanguage();
  const bounds = {
    numeric: ['minValue', 'maxValue'],
    text: ['minLength', 'maxLength'],
    answercount: ['minCount', 'maxCount'],
  }[type];
  if (bounds) {
    const [least = '', most = ''] = bounds;
    return (
      <Settings>
        <NumberField pointer={pointer} property={least} label={t('editor.check.least')} />
        <NumberField pointer={pointer} property={most} label={t('editor.check.most')} />
      </Settings>
    );
  }
  if (type === 'regex') {
    return <LineField pointer={pointer} property="regex" label={t('editor.check.pattern')} />;
  }
  return type === 'expression' ? (
    <Condition pointer={pointer} property="expression" label={t('editor.check.holds')} />
  ) : null;
}
