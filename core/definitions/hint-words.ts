/** What the hints about plain language look for, language by language. Lists of our own; wordings are beginnings of words. */
import type { ProductLanguage } from '#core/kernel/localized-text.ts';

export interface HintWords {
  /** Words a sentence may have. Vietnamese counts syllables, Russian has long words and few of them. */
  readonly longestSentence: number;
  /** Joins two questions in one. */
  readonly joins: RegExp;
  /** Denials; two in one sentence are misread. */
  readonly denial: RegExp;
  /** Forms of asking that hold a denial and deny nothing: "có … không?", "or not". */
  readonly noDenial: RegExp;
  readonly leading: RegExp;
  readonly jargon: readonly string[];
  readonly stigma: readonly string[];
  /** Steps of a scale: neither good nor bad, good, bad. */
  readonly neutral: RegExp;
  readonly good: RegExp;
  readonly bad: RegExp;
}

export const hintWords: Readonly<Record<ProductLanguage, HintWords>> = {
  vi: {
    longestSentence: 32,
    joins: /\s(?:và|và\/hoặc|cũng như)\s/iu,
    denial: /(?<!\p{L})(?:không|chưa|chẳng|đừng|chớ)(?!\p{L})/giu,
    noDenial: /(?:hay|hoặc|có hay)\s+(?:không|chưa)|(?:không|chưa)\s*(?=[?.!]|$)/giu,
    leading:
      /(?:đúng|phải|đúng vậy) không\s*\?|bạn có đồng ý rằng|anh\/chị có đồng ý rằng|chắc hẳn|dĩ nhiên|ai cũng biết|chẳng phải/iu,
    jargon: [
      'can thiệp',
      'tuân thủ điều trị',
      'tăng cường năng lực',
      'thay đổi hành vi',
      'quần thể đích',
      'nhóm đích',
      'các bên liên quan',
      'đối tượng thụ hưởng',
      'hợp phần',
    ],
    stigma: [
      'con nghiện',
      'gái mại dâm',
      'gái bán',
      'gái bao',
      'bệnh sida',
      'nhiễm sida',
      'nạn nhân hiv',
      'pê đê',
      'bóng lộ',
      'đồng cô',
      'tệ nạn',
    ],
    neutral: /bình thường|trung bình|không ý kiến|trung lập|lúc có lúc không|tạm được/iu,
    good: /hài lòng|đồng ý|tốt|dễ|hữu ích|có ích|rõ|đầy đủ|tự tin|khá hơn|yên tâm/iu,
    bad: /(?<!\p{L})(?:không|chưa|chẳng|kém|xấu|tệ|khó|ít|thiếu|hiếm|thấp)(?!\p{L})/iu,
  },
  en: {
    longestSentence: 25,
    joins: /\b(?:and|and\/or|as well as)\b/iu,
    denial: /\b(?:not|never|no|none|nobody|nothing|without|cannot)\b|n['’]t\b/giu,
    noDenial: /\b(?:whether )?or not\b|\byes or no\b|\bif not\b/giu,
    leading:
      /\b(?:don['’]t|wouldn['’]t|isn['’]t|aren['’]t|doesn['’]t) (?:you|it|they)\b|\bwould you agree\b|\bdo you agree that\b|\bof course\b|\bsurely\b|\bobviously\b|\beveryone knows\b/iu,
    jargon: [
      'adherence',
      'intervention',
      'capacity building',
      'capacity-building',
      'stakeholder',
      'key population',
      'modality',
      'utilis',
      'utiliz',
      'beneficiar',
      'linkage',
      'cascade',
      'serostatus',
    ],
    stigma: [
      'addict',
      'junkie',
      'prostitut',
      'aids victim',
      'hiv-infected',
      'hiv infected',
      'aids patient',
      'drug abuse',
      'substance abuse',
      'suffering from',
      'suffers from',
      'illegal immigrant',
      'homosexuals',
    ],
    neutral:
      /\bneither\b|\bneutral\b|\bso-so\b|\baverage\b|\bin between\b|\bsometimes\b|\bok(?:ay)?\b|\bno opinion\b/iu,
    good: /satisf|agree|good|excellent|eas[yi]|useful|clear|confident|better|helpful/iu,
    bad: /\b(?:not|never|no|poor|bad|little|few|rarely|hard|difficult|low|less|worse)\b|\b(?:dis|un)(?!der|til|ion|i)\p{L}{4,}/iu,
  },
  ru: {
    longestSentence: 20,
    joins: /\s(?:и|и\/или|а также)\s/iu,
    denial: /(?<!\p{L})(?:не|нельзя|без)(?!\p{L})/giu,
    noDenial: /(?:или|либо)\s+не[тт]?|да или нет/giu,
    leading: /не правда ли|согласны ли (?:вы|ты)|согласитесь|конечно|очевидно|разве|все знают/iu,
    jargon: [
      'приверженност',
      'интервенц',
      'ключевые групп',
      'ключевых групп',
      'стейкхолдер',
      'благополучател',
      'бенефициар',
      'каскад',
      'маршрутизац',
      'серостатус',
    ],
    stigma: [
      'наркоман',
      'проститутк',
      'вич-инфицирован',
      'спидонос',
      'больной спид',
      'больные спид',
      'гомосексуалист',
      'зэк',
      'бомж',
    ],
    neutral: /средне|нейтрально|ни .+ ни |трудно сказать|иногда|нормально|удовлетворительно/iu,
    good: /довол|соглас|хорош|отличн|легко|полезн|понятн|лучше|уверен/iu,
    bad: /(?<!\p{L})(?:не|никогда|плохо|плохой|плохая|редко|мало|трудно|низк|хуже)|неуд|недовол|несоглас/iu,
  },
  id: {
    longestSentence: 25,
    joins: /\s(?:dan|dan\/atau|serta)\s/iu,
    denial: /(?<!\p{L})(?:tidak|bukan|belum|jangan|tanpa|tak)(?!\p{L})/giu,
    noDenial: /(?:atau|apa)\s+(?:tidak|belum)|(?:tidak|belum)\s*(?=[?.!]|$)/giu,
    leading:
      /bukankah|tidakkah|tentu saja|pasti (?:anda|kamu)|setujukah|jelas bahwa|semua orang tahu/iu,
    jargon: [
      'intervensi',
      'populasi kunci',
      'pemangku kepentingan',
      'peningkatan kapasitas',
      'penguatan kapasitas',
      'adherens',
      'kepatuhan pengobatan',
      'penerima manfaat',
      'modalitas',
    ],
    stigma: [
      'pecandu',
      'pelacur',
      'penderita aids',
      'penderita hiv',
      'pengidap',
      'banci',
      'bencong',
      'wts',
      'wanita tuna susila',
    ],
    neutral: /biasa saja|netral|cukup|kadang|sedang|ragu/iu,
    good: /puas|setuju|baik|mudah|bermanfaat|jelas|yakin|berguna/iu,
    bad: /(?<!\p{L})(?:tidak|bukan|belum|buruk|kurang|jarang|sulit|rendah|sedikit)(?!\p{L})/iu,
  },
};

/** Abbreviations that people know from daily life. */
export const knownAbbreviations: ReadonlySet<string> = new Set([
  'HIV',
  'AIDS',
  'ВИЧ',
  'СПИД',
  'COVID',
  'SMS',
  'СМС',
  'TV',
  'QR',
  'PIN',
  'ID',
  'OK',
  'VND',
  'USD',
  'EUR',
  'IDR',
  'CCCD',
  'CMND',
  'BHYT',
  'BHXH',
  'KTP',
  'BPJS',
  'UBND',
  'TP',
  'HCM',
  'PDF',
  'GPS',
  'AM',
  'PM',
  'RT',
  'RW',
  'СНГ',
  'США',
  'РФ',
  'A',
  'B',
  'C',
]);
