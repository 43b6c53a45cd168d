import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import type { LinkCreated } from '#core/links/link-api.ts';
import { isProductLanguage } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import css from './links.module.css';

interface ShareTextProps {
  readonly texts: LinkCreated['shareText'];
  readonly url: string;
  /** Shown first. */
  readonly first: ProductLanguage;
}

/** A message to send with the address. Zalo takes no text by address, so that is copied; the others open with it. */
export function ShareText({ texts, url, first }: ShareTextProps) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState(first);
  const text = texts[chosen];
  const withoutUrl = text.replace(url, '').trim();
  return (
    <section className={css.share} aria-label={t('workspace.share.title')}>
      <div className={css.shareHead}>
        <h3>{t('workspace.share.title')}</h3>
        <NativeSelect
          size="xs"
          aria-label={t('workspace.share.language')}
          value={chosen}
          onChange={({ currentTarget: { value } }) => {
            if (isProductLanguage(value)) setChosen(value);
          }}
        >
          <LanguageOptions languages={productLanguages} />
        </NativeSelect>
      </div>
      <Textarea
        readOnly
        autosize
        minRows={2}
        maxRows={6}
        lang={chosen}
        aria-label={t('workspace.share.text')}
        value={text}
      />
      <div className={css.buttons}>
        <CopyText value={text} label={t('workspace.share.zalo')} />
        <Button
          component="a"
          variant="default"
          target="_blank"
          rel="noreferrer noopener"
          href={`https://wa.me/?text=${encodeURIComponent(text)}`}
        >
          WhatsApp
        </Button>
        <Button
          component="a"
          variant="default"
          target="_blank"
          rel="noreferrer noopener"
          href={`https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(withoutUrl)}`}
        >
          Telegram
        </Button>
      </div>
    </section>
  );
}
