import { Select } from '@mantine/core';
import { IconShield } from '@tabler/icons-react';
import { ChoiceField, type Option, SwitchField } from '#web/workspace/editor/card/Fields.tsx';
import { classOptions } from '#web/workspace/editor/card/meaning-words.ts';
import { NameField } from '#web/workspace/editor/card/NameField.tsx';
import { kindIcon, kindIcons, kindKeys } from '#web/workspace/editor/kind-words.ts';
import { changeKind, itemKinds, kindOf } from '#web/workspace/editor/model/kinds.ts';
import { itemAt } from '#web/workspace/editor/model/places.ts';
import { setAt } from '#web/workspace/editor/model/pointer.ts';
import { useEditor, useEditorState, useFrozen } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

/** Kind, code, sensitivity and whether an answer is a must. */
export function CardHead({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const isGroup = useEditorState(({ definition }) => {
    const type = itemAt(definition, pointer)?.type;
    return type === 'panel' || type === 'paneldynamic';
  });
  return (
    <div className={css.head}>
      <KindField pointer={pointer} />
      <NameField pointer={pointer} />
      {!isGroup && (
        <>
          <div className={css.class}>
            <ChoiceField
              hideLabel
              pointer={pointer}
              property="lnClass"
              label={t('editor.field.class')}
              options={classOptions(t)}
              icon={<IconShield size={17} stroke={1.75} aria-hidden />}
            />
          </div>
          <div className={css.required}>
            <SwitchField
              pointer={pointer}
              property="isRequired"
              label={t('editor.field.required')}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The kind of item, in plain words; another kind keeps whatever fits it. */
function KindField({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const frozen = useFrozen();
  const item = useEditorState(({ definition }) => itemAt(definition, pointer)?.type);
  const found = itemAt(editor.definition(), pointer);
  if (!found || item === undefined) return null;
  const kind = kindOf(found);
  const KindIcon = kindIcon(found);
  const data = itemKinds.map((value): Option => ({ value, label: t(kindKeys[value]) }));
  const hasAnswers = frozen.items.includes(found.name);
  return (
    <Select
      className={css.kind ?? ''}
      data-path={`${pointer}/type`}
      aria-label={t('editor.field.kind')}
      {...(hasAnswers && { description: t('editor.kind.answered') })}
      inputWrapperOrder={['input', 'description']}
      leftSection={<KindIcon size={17} stroke={1.75} aria-hidden />}
      data={kind ? data : [...data, { value: '', label: t('editor.kind.advanced') }]}
      value={kind ?? ''}
      allowDeselect={false}
      maxDropdownHeight={460}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      renderOption={({ option }) => {
        const known = itemKinds.find((one) => one === option.value);
        const OptionIcon = known ? kindIcons[known] : KindIcon;
        return (
          <span className={css.kindOption}>
            <OptionIcon size={17} stroke={1.75} aria-hidden />
            {option.label}
          </span>
        );
      }}
      onChange={(value) => {
        const next = itemKinds.find((one) => one === value);
        const now = itemAt(editor.definition(), pointer);
        if (next && now) editor.change(setAt(editor.definition(), pointer, changeKind(now, next)));
      }}
    />
  );
}
