import { NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { isProductLanguage } from '#web/workspace/language/catalogues.ts';
import { productName } from '#web/workspace/language/product-name.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { Wordmark } from '#web/workspace/shell/Wordmark.tsx';
import css from './access.module.css';

interface GateFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The pages before the door: the name of the house, the language, one form. */
export function GateFrame({ title, lead, children }: GateFrameProps) {
  const { t, language, setLanguage } = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${productName}`;
  }, [title]);
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <div className={css.head}>
          <Wordmark />
          <NativeSelect
            size="sm"
            aria-label={t('workspace.account.language')}
            value={language}
            onChange={({ currentTarget: { value } }) => {
              if (isProductLanguage(value)) setLanguage(value);
            }}
          >
            <LanguageOptions languages={productLanguages} />
          </NativeSelect>
        </div>
        <h1>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
