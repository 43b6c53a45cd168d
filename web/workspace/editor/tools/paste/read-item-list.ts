/**
 * Reads a pasted questionnaire: one question a line, its answers indented or behind dots, boxes or letters, a blank line
 * between questions. The kind of each question is a guess from its answers and words; people see it before they take it.
 */
import { folded } from '#web/workspace/editor/tools/paste/codes-from-words.ts';
import { markOf, tidied } from '#web/workspace/editor/tools/paste/pasted-table.ts';

export const pastedKinds = [
  'one',
  'many',
  'list',
  'yes-no',
  'scale',
  'number',
  'date',
  'short',
  'long',
] as const;
export type PastedKind = (typeof pastedKinds)[number];

export interface PastedItem {
  /** In the languages of the columns, the first language first. */
  readonly titles: readonly string[];
  readonly answers: readonly (readonly string[])[];
  readonly kind: PastedKind;
  readonly isRequired: boolean;
}

interface Line {
  readonly cells: readonly string[];
  readonly indent: number;
  readonly mark: ReturnType<typeof markOf>;
  readonly isAfterBlank: boolean;
}

export function readItemList(text: string): readonly PastedItem[] {
  const items: { lines: Line[]; answers: Line[] }[] = [];
  for (const line of linesOf(text)) {
    const current = items.at(-1);
    if (current && isAnswer(line, current)) current.answers.push(line);
    else items.push({ lines: [line], answers: [] });
  }
  return items.flatMap(({ lines: [title], answers }) => (title ? [itemOf(title, answers)] : []));
}

function linesOf(text: string): readonly Line[] {
  let isAfterBlank = true;
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((raw): readonly Line[] => {
      if (tidied(raw) === '') {
        isAfterBlank = true;
        return [];
      }
      const indent = (/^\s*/.exec(raw)?.[0] ?? '').replaceAll('\t', '    ').length;
      const [first = '', ...others] = withoutTabbedMark(raw.trim()).split('\t');
      const mark = markOf(tidied(first));
      const line = { cells: [mark.rest, ...others.map(tidied)], indent, mark, isAfterBlank };
      isAfterBlank = false;
      return [line];
    });
}

/** Word puts a tab between the dot or number and the words. */
const withoutTabbedMark = (line: string): string =>
  line.replace(/^o\t/, '• ').replace(/^([-–•·▪◦]|\(?[A-Za-z\d]{1,3}[.)])\t/u, '$1 ');

interface Block {
  readonly lines: readonly Line[];
  readonly answers: readonly Line[];
}

function isAnswer(line: Line, { lines: [title], answers }: Block): boolean {
  if (!title) return false;
  const { kind, mark } = line.mark;
  if (line.indent > title.indent) return true;
  if (kind === 'dot' || kind === 'box' || kind === 'circle' || kind === 'letter') {
    return title.mark.kind !== kind;
  }
  if (kind !== 'number' || line.isAfterBlank) return false;
  // Numbers that begin anew under a question, one after the other.
  const last = answers.at(-1)?.mark;
  return last ? last.kind === kind && Number(mark) === Number(last.mark) + 1 : mark === '1';
}

const numberOfQuestion = /^(?:câu(?: hỏi)?|question|q|вопрос|pertanyaan)\s*\d+\s*[.:)]\s*/iu;
const requiredSign = /\s*(?:\*|\((?:bắt buộc|required|обязательно|wajib)\))\s*$/iu;
const blanks = /(?:\s*[_….]{3,}|\s*\.{4,})\s*$/u;

function itemOf(title: Line, answers: readonly Line[]): PastedItem {
  const [first = '', ...others] = title.cells;
  const named = first.replace(numberOfQuestion, '');
  const isRequired = requiredSign.test(named);
  const asked = tidied(named.replace(requiredSign, '').replace(blanks, ''));
  return {
    titles: [asked, ...others],
    answers: answers.map(({ cells }) => cells),
    kind: guessKind(named, answers),
    isRequired,
  };
}

/** Words that tell what an answer is, without diacritics, in our four languages. */
const tells: readonly (readonly [PastedKind, RegExp])[] = [
  ['date', /\b(ngay nao|ngay sinh|ngay thang|date|data\b.*rozhdeniia|tanggal)\b/],
  [
    'number',
    /\b(bao nhieu|may tuoi|so luong|so nguoi|so lan|tuoi cua|how many|how much|how old|age|number of|skolko|vozrast|berapa|umur|usia|jumlah)\b/,
  ],
  ['scale', /\b(1 ?[-–] ?5|tu 1 den 5|1 to 5|from 1 to 5|ot 1 do 5|1 sampai 5)\b/],
  [
    'long',
    /\b(vi sao|tai sao|y kien|gop y|mo ta|ke lai|why|describe|comments?|suggestions?|explain|pochemu|opishite|predlozheniia|mengapa|jelaskan|saran)\b/,
  ],
];
const severalAnswers =
  /\b(chon nhieu|nhieu (lua chon|dap an|cau)|tat ca|select all|all that apply|several|multiple|vse podkhodiashchie|neskolko|boleh lebih dari satu|pilih semua)\b/;
const yesAndNo: readonly (readonly [string, string])[] = [
  ['co', 'khong'],
  ['yes', 'no'],
  ['da', 'net'],
  ['ya', 'tidak'],
];

/** Longer lists are chosen from more easily when they open. */
const longList = 12;

function guessKind(title: string, answers: readonly Line[]): PastedKind {
  const words = folded(title);
  if (answers.length === 0) return tells.find(([, tell]) => tell.test(words))?.[0] ?? 'short';
  const labels = answers.map(({ cells }) => folded(cells[0] ?? ''));
  if (answers.some(({ mark }) => mark.kind === 'box') || severalAnswers.test(words)) return 'many';
  if (labels.length === 2 && yesAndNo.some((pair) => pair.every((word) => labels.includes(word)))) {
    return 'yes-no';
  }
  return answers.length > longList ? 'list' : 'one';
}
