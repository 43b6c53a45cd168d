/**
 * Takes out of SurveyJS, when the phone is built, what our closed subset of definitions never shows
 * (`core/definitions/allowed-properties.ts`): a tenth of all bytes of a first load. The library does not tree-shake by
 * itself, because every class registers itself when its file runs; without the registration the bundler sees that nobody
 * uses the class. Each name has to be found, so that another version of the library cannot slip through unseen.
 */
import { type Plugin, parseAst } from 'vite';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

interface Slimming {
  /** Classes whose properties are not declared and under whose name nothing is stored. */
  readonly classes: readonly string[];
  /** Names under which elements are not registered. */
  readonly names: readonly string[];
  /** `Class.method`: what would use one of those classes, or speak with other hosts; never called. */
  readonly hollow: readonly string[];
  /** Names of pictures. */
  readonly icons: readonly string[];
  /** Pieces of code, each with what stands in its place. */
  readonly replaced: readonly (readonly [RegExp, string])[];
}

const core: Slimming = {
  classes: words(`
    QuestionFileModelBase QuestionFileModel Camera QuestionSignaturePadModel QuestionImageMapModel ImageMapArea
    QuestionImagePickerModel ImageItemValue QuestionImageModel QuestionSliderModel SliderLabelItemValue
    InputMaskPattern InputMaskNumeric InputMaskDateTime InputMaskCurrency PopupSurveyModel FlowPanelModel Cover CoverCell
    ProgressButtons
  `),
  names: words(`
    file signaturepad imagemap imagemaparea imagepicker imageitemvalue image slider sliderlabel
    patternmask numericmask datetimemask currencymask flowpanel cover
  `),
  hollow: [
    'SurveyModel.progressBar',
    ...words(`
      run processedText parseResponse sendRequest sendXmlHttpRequest sendFetchRequest onLoad setItemValueProperties
      setCustomProperties onError getResultAfterPath getPathes getValue setTitle getImageLink getValueCore
    `).map((name) => `ChoicesRestful.${name}`),
    ...words('setChoicesFromUrl onLoadChoicesFromUrl').map((name) => `QuestionSelectBase.${name}`),
    ...words('generateSchema generateSchemaProperty').map((name) => `JsonMetadata.${name}`),
  ],
  icons: [],
  replaced: [
    [/new Cover\(\)/, 'null'],
    // It asks for the bar that is not there, whenever the width changes.
    [
      /this\.survey\.progressBar\.processResponsiveness &&/,
      'this.survey.progressBar?.processResponsiveness &&',
    ],
    [/Serializer\.getProperty\("imagepicker", "choices"\)\.type = "imageitemvalue\[\]";/, ''],
    // Phones of before 2012, by the first letters of what they call themselves.
    [/ \|\|\s*\/1207\|6310.*?\/i\.test\(a\.substring\(0, 4\)\)/, ''],
  ],
};

const reactUi: Slimming = {
  classes: [],
  names: words(`
    file signaturepad imagemap imagepicker image slider flowpanel sv-file-preview sv-file-item sv-file-choose-btn
    sv-slider-label-item sv-timerpanel survey-header sv-header sv-progress-buttons sv-navigation-toc sv-logo-image
    sv-breadcrumbs sv-progress-pages sv-progress-questions sv-progress-correctquestions sv-progress-requiredquestions
  `),
  hollow: [],
  // Faces are fetched where a definition rates by faces (`form/face-icons.ts`).
  icons: words(`
    timercircle removefile progressbutton camera-24x24 camera-32x32 file-72x72 flip-24x24 folder-24x24 fullsize-16x16
    image-48x48 maximize-16x16 minimize-16x16 navmenu-24x24 noimage-48x48 restoredown-16x16
    smiley-rate1-24x24 smiley-rate2-24x24 smiley-rate3-24x24 smiley-rate4-24x24 smiley-rate5-24x24 smiley-rate6-24x24
    smiley-rate7-24x24 smiley-rate8-24x24 smiley-rate9-24x24 smiley-rate10-24x24
  `),
  replaced: [],
};

/** Words of what is left out, in each language. */
const unsaid = words(`
  progressText questionsProgressText incompletePatternError urlRequestError urlGetChoicesError exceedMaxSize
  fileSizeUnits exceedMaxFiles noUploadFilesHandler uploadingFile loadingFile chooseFile noFileChosen filePlaceholder
  savingData savingDataError savingDataSuccess saveAgainButton timerMin timerSec timerSpentAll timerSpentPage
  timerSpentSurvey timerLimitAll timerLimitPage timerLimitSurvey signaturePlaceHolder signaturePlaceHolderReadOnly
  chooseFileCaption takePhotoCaption photoPlaceholder fileOrPhotoPlaceholder replaceFileCaption removeFileCaption
  confirmRemoveFile confirmRemoveAllFiles
`);

/** What the syntax tree is read as: only places and names matter. */
interface Part {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly id?: { readonly name: string } | null;
  readonly key?: Part & { readonly name?: string };
  readonly value?: Part;
  readonly body?: Part | readonly Part[];
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

export function slimSurvey(): Plugin {
  return {
    name: 'slim-survey',
    enforce: 'pre',
    transform(code, id) {
      if (/\/fesm\/i18n\/\w+\.mjs$/.test(id)) return { code: withoutWords(code), map: null };
      const file = /\/fesm\/survey-(core|react-ui)\.mjs$/.exec(id)?.[1];
      if (!file) return null;
      const slim = slimmed(code, file === 'core' ? core : reactUi);
      return { code: file === 'core' ? withoutWords(slim) : slim, map: null };
    },
  };
}

/** Every language writes a word on a line of its own. */
const withoutWords = (code: string): string =>
  code.replace(
    new RegExp(`^ +"?(?:${unsaid.join('|')})"?: (?:"[^\\n]*"|\\[[^\\n]*\\]),?\\n`, 'gm'),
    '',
  );

/** @throws naming whatever of the list is not in the code. */
export function slimmed(code: string, slimming: Slimming): string {
  const missing = new Set([...slimming.classes, ...slimming.names, ...slimming.hollow]);
  // as: the parser's own types name every kind of node; here only the fields above are read
  const statements = parseAst(code).body as unknown as readonly Part[];
  const cuts = statements.flatMap((part) => [
    ...registrationIn(part, code, slimming, missing),
    ...hollowIn(part, slimming, missing),
  ]);
  let out = code;
  for (const { start, end, by } of [...cuts].sort((a, b) => b.start - a.start))
    out = out.slice(0, start) + by + out.slice(end);
  const pictures = slimming.icons.map((icon) => [new RegExp(`  "${icon}": \\w+,\\n`), ''] as const);
  for (const [pattern, other] of [...pictures, ...slimming.replaced]) {
    if (!pattern.test(out)) throw new Error(`SurveyJS has no ${pattern.source}`);
    out = out.replaceAll(new RegExp(pattern, 'g'), other);
  }
  if (missing.size > 0) throw new Error(`SurveyJS has no ${[...missing].join(', ')}`);
  return out;
}

function registrationIn(
  part: Part,
  code: string,
  { classes, names }: Slimming,
  missing: Set<string>,
): readonly Cut[] {
  if (part.type !== 'ExpressionStatement') return [];
  const text = code.slice(part.start, part.end);
  const owner = text.startsWith('__decorate')
    ? /\],\s*(\w+)(?:\.prototype[^;]*)?\);?$/.exec(text)?.[1]
    : /^([A-Z]\w+)\.(?:prototype\.)?\w+ = /.exec(text)?.[1];
  const name = /^(?:Serializer\.addClass|\w+Factory\.Instance\.register\w+)\(\s*"([^"]+)"/.exec(
    text,
  )?.[1];
  const found = owner && classes.includes(owner) ? owner : name && names.includes(name) && name;
  if (!found) return [];
  missing.delete(found);
  return [{ start: part.start, end: part.end, by: '' }];
}

/** Empties the bodies of methods; their names stay, for whoever asks whether they are there. */
function hollowIn(part: Part, { hollow }: Slimming, missing: Set<string>): readonly Cut[] {
  const owner = part.type === 'ClassDeclaration' ? part.id?.name : undefined;
  if (!owner || !part.body || !('body' in part.body) || !Array.isArray(part.body.body)) return [];
  return part.body.body.flatMap((member: Part) => {
    const name = `${owner}.${member.key?.name}`;
    const body = member.value?.body;
    if (!hollow.includes(name) || !body || !('start' in body)) return [];
    missing.delete(name);
    return [{ start: body.start, end: body.end, by: '{}' }];
  });
}
