/**
 * Words that tell somebody else's business. A title stands on the screen, in the list of links and in the message that
 * a link is sent with: whoever looks over a shoulder reads it. These are looked for in titles only; inside a survey they
 * may be needed. Each is the beginning of a word, in lower case, so that endings do not matter.
 */
import type { ProductLanguage } from '#core/kernel/localized-text.ts';

/** Names of conditions, of groups of people and of what is done to them; acronyms are the same in every language. */
const everywhere: readonly string[] = [
  'hiv',
  'aids',
  'plhiv',
  'msm',
  'prep',
  'lgbt',
  'sti',
  'std',
  'tb/hiv',
  'arv',
  'mmt',
];

const words: Readonly<Record<ProductLanguage, readonly string[]>> = {
  vi: [
    'sida',
    'nhiễm h',
    'đồng tính',
    'song tính',
    'chuyển giới',
    'mại dâm',
    'gái bán',
    'bán dâm',
    'ma túy',
    'ma tuý',
    'nghiện',
    'cai nghiện',
    'methadone',
    'lao phổi',
    'giang mai',
    'phá thai',
    'tù nhân',
    'phạm nhân',
    'bạo hành',
    'bạo lực gia đình',
    'xâm hại',
    'tâm thần',
    'tự tử',
  ],
  en: [
    'gay',
    'lesbian',
    'bisexual',
    'homosexual',
    'transgender',
    'sex work',
    'prostitut',
    'drug use',
    'injecting',
    'addict',
    'methadone',
    'tubercul',
    'syphilis',
    'gonorr',
    'hepatitis',
    'abortion',
    'prisoner',
    'inmate',
    'domestic violence',
    'abuse',
    'rape',
    'suicid',
    'mental illness',
    'psychiatr',
  ],
  ru: [
    'вич',
    'спид',
    'гей',
    'лесби',
    'гомосекс',
    'бисекс',
    'трансгендер',
    'секс-работ',
    'проститу',
    'наркот',
    'наркоман',
    'зависимост',
    'метадон',
    'туберкул',
    'сифилис',
    'гонор',
    'гепатит',
    'аборт',
    'заключён',
    'заключен',
    'осуждён',
    'насили',
    'изнасил',
    'суицид',
    'психиатр',
    'психическ',
    'лжв',
    'мсм',
  ],
  id: [
    'odha',
    'odhiv',
    'gay',
    'lesbian',
    'biseksual',
    'homoseksual',
    'transgender',
    'waria',
    'pekerja seks',
    'pelacur',
    'wps',
    'lsl',
    'narkoba',
    'napza',
    'pecandu',
    'metadon',
    'tuberkulosis',
    'sifilis',
    'gonore',
    'hepatitis',
    'aborsi',
    'narapidana',
    'kekerasan',
    'perkosaan',
    'bunuh diri',
    'gangguan jiwa',
  ],
};

/** The first telling word of a text, as it stands there; `undefined` if there is none. */
export function tellingWord(text: string, language: string): string | undefined {
  const lower = text.normalize('NFC').toLowerCase();
  const own = Object.hasOwn(words, language) ? words[language as ProductLanguage] : [];
  const found = [
    ...everywhere.map((word) => ({ word, isWhole: true })),
    ...own.map((word) => ({ word, isWhole: word.length < 4 })),
  ];
  for (const { word, isWhole } of found) {
    const at = placeOf(lower, word, isWhole);
    if (at !== undefined) return text.normalize('NFC').slice(at, at + word.length);
  }
  return undefined;
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Where the word begins a word of the text; short ones must also end there (`sti` is not in `still`). */
function placeOf(text: string, word: string, isWhole: boolean): number | undefined {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const begins = !isLetter(text[at - 1]);
    const ends = !isWhole || !isLetter(text[at + word.length]);
    if (begins && ends) return at;
  }
  return undefined;
}
