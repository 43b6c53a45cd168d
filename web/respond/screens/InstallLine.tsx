import { useEffect, useSyncExternalStore } from 'react';
import { hasOffer, install, isAppleMobile, offerManifest, onOffer } from '../install.ts';
import { useWords } from '../language/words.ts';

/** Offers a place on the home screen, where the browser has one; absent once it is there. */
export function InstallLine({ linkId }: { readonly linkId: string }) {
  const { t, language } = useWords();
  const isOffered = useSyncExternalStore(onOffer, hasOffer);
  useEffect(() => offerManifest(linkId, language), [linkId, language]);
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  if (isInstalled) return null;
  if (isAppleMobile(navigator.userAgent)) {
    return (
      <details className="install">
        <summary>{t('respond.install')}</summary>
        <p className="aside">{t('respond.install.ios')}</p>
      </details>
    );
  }
  if (!isOffered) return null;
  return (
    <button type="button" className="link link-small" onClick={() => void install()}>
      {t('respond.install')}
    </button>
  );
}
