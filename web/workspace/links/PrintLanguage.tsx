import { NativeSelect } from '@mantine/core';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import { isProductLanguage } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';

interface PrintLanguageProps {
  readonly value: ProductLanguage;
  readonly onChange: (language: ProductLanguage) => void;
}

/** The language of what is printed: whoever gets it may read another one than whoever prints it. */
export function PrintLanguage({ value, onChange }: PrintLanguageProps) {
  const { t } = useLanguage();
  return (
    <NativeSelect
      label={t('links.sheet.language')}
      maw={240}
      value={value}
      onChange={({ currentTarget }) => {
        if (isProductLanguage(currentTarget.value)) onChange(currentTarget.value);
      }}
    >
      <LanguageOptions languages={productLanguages} />
    </NativeSelect>
  );
}
