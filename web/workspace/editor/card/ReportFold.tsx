import { MultiSelect } from '@mantine/core';
import { offersOf } from '#core/definitions/categories.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { ChoiceField } from '#web/workspace/editor/card/Fields.tsx';
import { Fold } from '#web/workspace/editor/card/Fold.tsx';
import { measureOptions, roleOptions } from '#web/workspace/editor/card/meaning-words.ts';
import { Settings } from '#web/workspace/editor/card/Settings.tsx';
import { TwoTexts } from '#web/workspace/editor/card/TwoTexts.tsx';
import { useProperty } from '#web/workspace/editor/card/use-property.ts';
import { isElement } from '#web/workspace/editor/model/places.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import { useAt, useEditor, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** What results and reports make of the answers. */
export function ReportFold({ pointer }: { readonly pointer: string }) {
  const { t } = useLanguage();
  const role = useAt(`${pointer}/lnRole`);
  const said = roleOptions(t).find(({ value }) => value === role)?.label;
  return (
    <Fold title={t('editor.report.title')} gist={said ?? t('editor.report.nothing')}>
      <TwoTexts pointer={`${pointer}/lnLabel`} label={t('editor.report.label')} />
      <Settings>
        <ChoiceField
          pointer={pointer}
          property="lnRole"
          label={t('editor.report.role')}
          options={roleOptions(t)}
        />
        <ChoiceField
          pointer={pointer}
          property="lnMeasure"
          label={t('editor.report.measure')}
          options={measureOptions(t)}
        />
      </Settings>
      <CodesField
        pointer={pointer}
        property="lnMissing"
        label={t('editor.report.missing')}
        description={t('editor.report.missing-hint')}
      />
      <CodesField
        pointer={pointer}
        property="lnProblem"
        label={t('editor.report.problem')}
        description={t('editor.report.problem-hint')}
      />
    </Fold>
  );
}

interface CodesFieldProps {
  readonly pointer: string;
  readonly property: string;
  readonly label: string;
  readonly description: string;
}

/** Some of the answers, by their codes. */
function CodesField({ pointer, property, label, description }: CodesFieldProps) {
  const editor = useEditor();
  const { source } = useLanguages();
  const item = useAt(pointer);
  const [value, set] = useProperty(pointer, property);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const offers = isElement(item) ? offersOf(item, () => undefined) : [];
  const values = new Map<string, ChoiceValue>(
    offers.map((offer) => [String(offer.value), offer.value]),
  );
  const words = (text: unknown, code: string) =>
    anyText(text, [source], editor.definition()) || code;
  const data = [
    ...offers.map((offer) => ({
      value: String(offer.value),
      label: words(offer.text, String(offer.value)),
    })),
    ...chosen
      .map(String)
      .filter((code) => !values.has(code))
      .map((code) => ({ value: code, label: code })),
  ];
  if (data.length === 0) return null;
  return (
    <MultiSelect
      label={label}
      description={description}
      data={data.filter(
        ({ value: code }, index) => data.findIndex((one) => one.value === code) === index,
      )}
      value={chosen.map(String)}
      onChange={(codes) =>
        set(codes.length > 0 ? codes.map((code) => values.get(code) ?? code) : undefined)
      }
    />
  );
}
