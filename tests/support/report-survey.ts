/**
 * A made-up survey of a tea garden for tests of reports: 140 people, nobody's answers. It has what reports must tell:
 * who answered, a scale, several answers, a filter, numbers, a date, batteries, small cells, a question nobody was
 * asked, one without data.
 */
import { exactTables, gateTables } from '#core/analysis/disclosure/gate.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { ReportInput } from '#core/reports/report-context.ts';
import { logicOf, mayMorning } from './definition-of.ts';

const both = (vi: string, en: string) => ({ vi, en });
const choice = (value: string | number, vi: string, en: string) => ({ value, text: both(vi, en) });
const yesNo = [choice('yes', 'Có', 'Yes'), choice('no', 'Không', 'No')];
const grades = [
  choice('bad', 'Kém', 'Poor'),
  choice('fair', 'Tạm được', 'Fair'),
  choice('good', 'Tốt', 'Good'),
];

const about: readonly Item[] = [
  {
    type: 'radiogroup',
    name: 'sex',
    title: both('Giới tính của anh/chị?', 'What is your sex?'),
    lnLabel: both('giới', 'sex'),
    lnRole: 'demographic',
    choices: [
      choice('f', 'Nữ', 'Woman'),
      choice('m', 'Nam', 'Man'),
      choice('x', 'Khác', 'Another'),
    ],
  },
  {
    type: 'radiogroup',
    name: 'age_band',
    title: both('Tuổi của anh/chị?', 'How old are you?'),
    lnLabel: both('nhóm tuổi', 'age group'),
    lnRole: 'demographic',
    lnMeasure: 'ordinal+',
    choices: [
      choice('a18', '18–29', '18–29'),
      choice('a30', '30–44', '30–44'),
      choice('a45', '45 trở lên', '45 or over'),
    ],
  },
];

const work: readonly Item[] = [
  {
    type: 'radiogroup',
    name: 'pace',
    title: both('Công việc có vừa sức không?', 'Is the work within your strength?'),
    lnMeasure: 'ordinal+',
    lnProblem: [1, 2],
    choices: [
      choice(1, 'Không bao giờ', 'Never'),
      choice(2, 'Thỉnh thoảng', 'Sometimes'),
      choice(3, 'Thường xuyên', 'Often'),
      choice(4, 'Luôn luôn', 'Always'),
    ],
  },
  {
    type: 'checkbox',
    name: 'tools',
    title: both('Anh/chị dùng dụng cụ nào?', 'Which tools do you use?'),
    choices: [
      choice('knife', 'Dao <hái>', 'Picking <knife>'),
      choice('bag', 'Gùi, bao', 'Basket, bag'),
      choice('gloves', 'Găng tay {bảo hộ}', 'Gloves {safety}'),
      choice('boots', 'Ủng', 'Boots'),
      choice('none', 'Không dùng gì', 'None'),
    ],
  },
  {
    type: 'text',
    inputType: 'number',
    name: 'hours',
    title: both('Mỗi ngày anh/chị hái mấy giờ?', 'How many hours a day do you pick?'),
  },
  {
    type: 'text',
    inputType: 'date',
    name: 'begun',
    title: both('Anh/chị bắt đầu làm ở đây ngày nào?', 'On which day did you begin here?'),
  },
  ...['path', 'shade', 'water'].map((name) => ({
    type: 'radiogroup',
    name,
    title: both(`Nơi làm có ${name} không?`, `Is there ${name} at your place of work?`),
    choices: yesNo,
  })),
  ...['pay', 'boss', 'safety'].map((name) => ({
    type: 'radiogroup',
    name,
    title: both(`Anh/chị đánh giá ${name} thế nào?`, `How do you rate ${name}?`),
    lnMeasure: 'ordinal+' as const,
    choices: grades,
  })),
  {
    type: 'radiogroup',
    name: 'injury_care',
    title: both('Khi bị thương, ai giúp anh/chị?', 'When hurt, who helped you?'),
    visibleIf: "{tools} contains 'boots'",
    choices: [
      choice('team', 'Đồng nghiệp', 'Colleagues'),
      choice('boss', 'Quản lý', 'The manager'),
    ],
  },
  {
    type: 'ranking',
    name: 'wishes',
    title: both('Xếp thứ tự điều mong muốn', 'Rank your wishes'),
    choices: [
      choice('rain', 'Áo mưa', 'A raincoat'),
      choice('road', 'Đường tốt', 'A good road'),
      choice('school', 'Trường học', 'A school'),
    ],
  },
  {
    type: 'radiogroup',
    name: 'rare',
    title: both('Anh/chị đã từng đổi vườn chưa?', 'Have you ever changed gardens?'),
    visibleIf: "{sex} = 'x'",
    choices: yesNo,
  },
  {
    type: 'radiogroup',
    name: 'script',
    title: { ar: 'ما هي لغتك (الأم)؟' },
    choices: [
      { value: 'a', text: { ar: 'العربية' } },
      { value: 'b', text: { ar: 'الكردية (سوراني)' } },
      { value: 'c', text: { ar: 'التركمانية' } },
    ],
  },
  {
    type: 'radiogroup',
    name: 'lost',
    title: both('Câu không có cột?', 'Not in the data?'),
    choices: yesNo,
  },
];

const learning: readonly Item[] = [
  {
    type: 'checkbox',
    name: 'topics',
    title: both('Anh/chị muốn học gì?', 'What would you like to learn?'),
    lnLabel: both('chủ đề muốn học', 'topics wanted'),
    lnRole: 'topic-demand',
    lnChoiceLabels: {
      money: both('tài chính cá nhân', 'personal finance'),
      health: both('sức khỏe khi làm việc', 'health at work'),
      rights: both('quyền lợi lao động', 'labour rights'),
    },
    choices: [
      choice('money', 'Quản lý tiền của mình', 'Managing my money'),
      choice('health', 'Giữ sức khỏe khi làm', 'Staying healthy at work'),
      choice('rights', 'Quyền của người lao động', 'Rights of workers'),
    ],
  },
  {
    type: 'checkbox',
    name: 'barriers',
    title: both('Điều gì cản trở anh/chị?', 'What keeps you away?'),
    lnRole: 'barrier',
    lnChoiceLabels: { overtime: both('tăng ca', 'overtime') },
    choices: [
      choice('overtime', 'Phải tăng ca', 'I work overtime'),
      choice('child', 'Phải trông con', 'I look after children'),
      choice('road', 'Đường xa', 'It is far'),
    ],
  },
];

export const teaGarden: Definition = {
  locale: 'vi',
  title: both('Nhu cầu của người hái chè', 'Needs of tea pickers'),
  clearInvisibleValues: 'onHiddenContainer',
  pages: [
    { name: 'about', title: both('Về anh/chị', 'About you'), elements: about },
    { name: 'work', title: both('Công việc', 'Work'), elements: work },
    { name: 'learning', title: both('Học tập', 'Learning'), elements: learning },
  ],
};

/** The answer that person number `i` gives; arithmetic instead of chance. */
function answersOf(i: number): Record<string, unknown> {
  const pick = (list: readonly unknown[], step: number) =>
    list[(i * step + (i >> 2)) % list.length];
  const some = (list: readonly unknown[], step: number) =>
    list.filter((_, index) => (i * step + index * 3) % 5 < 3 - index / 2);
  return {
    sex: i < 3 ? 'x' : i % 3 === 0 ? 'm' : 'f',
    age_band: pick(['a18', 'a30', 'a30', 'a45'], 3),
    ...(i % 9 === 0 ? {} : { pace: pick([1, 2, 2, 3, 3, 3, 4], 1) }),
    tools: some(['knife', 'bag', 'gloves'], 1).concat(i % 7 === 0 ? 'boots' : []),
    hours: 5 + ((i * 7) % 11) / 2,
    begun: `20${10 + (i % 12)}-0${1 + (i % 9)}-15`,
    path: i % 10 < 8 ? 'yes' : 'no',
    shade: i % 2 === 0 ? 'yes' : 'no',
    water: i % 5 === 0 ? 'yes' : 'no',
    pay: pick(['bad', 'bad', 'fair', 'good'], 1),
    boss: pick(['good', 'fair'], 1),
    safety: pick(['fair', 'good', 'good', 'bad'], 3),
    ...(i % 7 === 0 ? { injury_care: i % 2 === 0 ? 'team' : 'boss' } : {}),
    wishes: i % 3 === 0 ? ['road', 'rain', 'school'] : ['school', 'road', 'rain'],
    ...(i < 3 ? { rare: 'yes' } : {}),
    script: pick(['a', 'a', 'b', 'c'], 1),
    topics: some(['money', 'health', 'rights'], 2),
    barriers: i % 4 === 0 ? ['child'] : i % 4 === 1 ? ['road', 'overtime'] : ['overtime'],
  };
}

export interface ReportCase {
  readonly language?: ProductLanguage;
  readonly by?: string;
  readonly exact?: boolean;
  readonly people?: number;
  readonly definition?: Definition;
}

export function teaTables({
  by,
  exact = false,
  people = 140,
  definition = teaGarden,
}: ReportCase = {}): readonly PublishableTable[] {
  const variables = codebook(definition);
  const logic = logicOf(definition);
  const inData = new Set(variables.map(({ name }) => name).filter((name) => name !== 'lost'));
  const builder = createFrameBuilder(variables, { inData });
  for (let i = 0; i < people; i += 1) {
    const answers = answersOf(i);
    builder.append(answers, logic.relevance(answers, mayMorning));
  }
  const tables = resultTables(builder.frame(), by === undefined ? {} : { by });
  return exact ? exactTables(tables) : gateTables(tables);
}

export const teaReport = (how: ReportCase = {}): ReportInput => ({
  definition: how.definition ?? teaGarden,
  tables: teaTables(how),
  facts: {
    fieldwork: { first: '2026-04-14', last: '2026-04-18' },
    fingerprint: '0a1b2c3d',
    sampling: 'convenience',
  },
  language: how.language ?? 'en',
});
