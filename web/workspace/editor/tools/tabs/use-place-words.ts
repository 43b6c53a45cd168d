import { useCallback } from 'react';
import {
  elementAt,
  itemAt,
  kindOfPlace,
  pageAt,
  pageOf,
} from '#web/workspace/editor/model/places.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** Where a pointer leads, as people call it: "Page 3 · How old are you?" */
export function usePlaceWords(): (path: string) => string {
  const { t, language } = useLanguage();
  const { source } = useLanguages();
  const definition = useSettled();
  return useCallback(
    (path) => {
      const place = elementAt(definition, path);
      if (place === '') return t('tools.place.survey');
      const number = pageOf(place) + 1;
      const words = (text: unknown) => anyText(text, [source, language], definition);
      if (kindOfPlace(place) === 'page') {
        const title = words(pageAt(definition, pageOf(place))?.title);
        return title
          ? t('tools.place.page-titled', { number, title })
          : t('tools.place.page', { number });
      }
      const item = itemAt(definition, place);
      return t('tools.place.item', { number, title: words(item?.title) || (item?.name ?? '') });
    },
    [definition, source, language, t],
  );
}
