/**
 * What a name in an expression means: `{age}`, `{children[0].age}`, `{panel.age}` inside a repeated group, `{matrix.row}`,
 * `{topics.length}`, `{age-Comment}`. Also notes what depends on what, which gives the order of evaluation.
 */
import type { NameReader } from '#core/definitions/expressions/compile-expression.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import {
  type Frame,
  isMultipleChoice,
  ownValue,
  type Read,
  type RunContext,
  type Scope,
  type Unit,
} from '#core/definitions/logic/unit.ts';

/** Where a name is read from. */
export interface Reading {
  readonly unit: Unit;
  readonly root: Scope;
  readonly lenient: boolean;
  /**
   * `before`: the value decides what is shown, so it must be known first. `earlier` asks moreover that the item stand
   * earlier in the document. `after`: everything is known (required, locked, validators).
   */
  readonly when: 'before' | 'earlier' | 'after';
  /** Names that mean the choice or row under its own condition. */
  readonly choiceWords: readonly string[];
}

type Reader = NameReader<RunContext>;
/** Levels up from the current frame; `root` from the root. */
type Level = number | 'root';

interface Name {
  readonly text: string;
  readonly first: string;
  readonly index: number | undefined;
  readonly rest: readonly string[];
}

export function resolveName(text: string, reading: Reading): Reader {
  if (reading.choiceWords.includes(text.toLowerCase()))
    return { read: (context) => context.choice };
  const { unit, root } = reading;
  const whole = root.names.get(text.toLowerCase());
  const name: Name = whole
    ? { text, first: text.toLowerCase(), index: undefined, rest: [] }
    : splitName(text);
  const isOwnPart = unit.partNames.some((part) => part.toLowerCase() === name.first);
  if (isOwnPart || name.first === 'length') {
    throw new Refusal('reference-own', { name: text });
  }
  return resolveSelf(name, reading) ?? resolveLocal(name, reading) ?? resolveAtRoot(name, reading);
}

function splitName(text: string): Name {
  const found = /^([^.[]+)(?:\[(-?\d+)\])?((?:\.[^.[]+(?:\[-?\d+\])?)*)$/.exec(text);
  if (!found?.[1]) throw new Refusal('reference-unclear', { name: text });
  return {
    text,
    first: found[1].toLowerCase(),
    index: found[2] === undefined ? undefined : Number(found[2]),
    rest: found[3] ? found[3].slice(1).split('.') : [],
  };
}

function resolveSelf(name: Name, { unit, when }: Reading): Reader | undefined {
  if (name.first !== 'self' || name.rest.length > 0 || name.index !== undefined) return undefined;
  if (when !== 'after') throw new Refusal('reference-cycle', { names: `{${name.text}}` });
  return readerOf(unit, 0);
}

/** `{panel.x}`, `{parentPanel.x}`, `{row.x}` and the indexes: read from the copy at hand. */
function resolveLocal(name: Name, reading: Reading): Reader | undefined {
  if (name.index !== undefined) return undefined;
  const { scope } = reading.unit;
  const [member, ...tail] = name.rest;
  if (member !== undefined) {
    const found = localScope(name.first, scope);
    if (!found) return undefined;
    const inside = found.scope.names.get(name.rest.join('.').toLowerCase());
    const target = inside ?? found.scope.names.get(member.toLowerCase());
    if (!target) throw new Refusal('reference-unknown', { name: name.text });
    noteReference(target, name, reading);
    return readPart(target, found.level, { ...name, rest: inside ? [] : tail });
  }
  const panel = nearest(scope, 'panel');
  if (panel && (name.first === 'panelindex' || name.first === 'visiblepanelindex')) {
    return { read: (context) => frameAt(context, panel.level).index };
  }
  if (scope.kind !== 'row') return undefined;
  if (name.first === 'rowindex') return { read: (context) => context.current.index + 1 };
  return ['rowvalue', 'rowname', 'item'].includes(name.first)
    ? { read: (context) => context.current.rowValue }
    : undefined;
}

function localScope(word: string, scope: Scope): { scope: Scope; level: number } | undefined {
  if (word === 'row') return scope.kind === 'row' ? { scope, level: 0 } : undefined;
  const panel = word === 'panel' || word === 'parentpanel' ? nearest(scope, 'panel') : undefined;
  if (!panel || word === 'panel') return panel;
  const outer = panel.scope.parent && nearest(panel.scope.parent, 'panel');
  return outer && { scope: outer.scope, level: panel.level + 1 + outer.level };
}

function nearest(scope: Scope, kind: Scope['kind']): { scope: Scope; level: number } | undefined {
  let level = 0;
  for (let here: Scope | undefined = scope; here; here = here.parent, level++) {
    if (here.kind === kind) return { scope: here, level };
  }
  return undefined;
}

function resolveAtRoot(name: Name, reading: Reading): Reader {
  const { root } = reading;
  const plain = root.names.get(name.first);
  const isComment = !plain && name.first.endsWith('-comment');
  const target = isComment ? root.names.get(name.first.slice(0, -'-comment'.length)) : plain;
  if (!target || target.type === 'html') {
    throw new Refusal('reference-unknown', { name: name.text });
  }
  noteReference(target, name, reading);
  if (!isComment) return readPart(target, 'root', name);
  if (name.rest.length > 0 || name.index !== undefined || target.kind !== 'item')
    throw unreadable(name);
  const key = `${target.name}-Comment`;
  const { index } = target;
  return {
    read: ({ root: frame }) => (frame.shown[index] ? ownValue(frame.answers, key) : undefined),
  };
}

function frameAt(context: RunContext, level: Level): Frame {
  if (level === 'root') return context.root;
  let frame = context.current;
  for (let up = level; up > 0 && frame.parent; up--) frame = frame.parent;
  return frame;
}

function readerOf({ index, type }: Unit, level: Level): Reader {
  const ordered = type === 'ranking';
  if (level === 'root') return { ordered, read: (context) => context.root.values[index] };
  if (level === 0) return { ordered, read: (context) => context.current.values[index] };
  return { ordered, read: (context) => frameAt(context, level).values[index] };
}

function readPart(target: Unit, level: Level, name: Name): Reader {
  const whole = readerOf(target, level);
  if (name.index === undefined && name.rest.length === 0) return whole;
  if (name.index === undefined && name.rest.length === 1 && name.rest[0] === 'length') {
    return { read: lengthReader(target, level, whole.read) };
  }
  if (target.kind === 'calculated') throw unreadable(name);
  const steps = name.index === undefined ? partSteps(target, name) : indexSteps(target, name);
  return { read: (context) => steps.reduce(memberOf, whole.read(context)) };
}

/** Copies that are all empty make `{group}` empty, and still they count. */
function lengthReader(target: Unit, level: Level, read: Read): Read {
  return (context) => {
    const copies = frameAt(context, level).copies.get(target.index);
    if (copies && target.type === 'paneldynamic') return copies.length;
    const value = read(context);
    return Array.isArray(value) || typeof value === 'string' ? value.length : 0;
  };
}

function memberOf(value: unknown, step: string | number): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isRecord(value) ? ownValue(value, step) : undefined;
}

function indexSteps(target: Unit, name: Name): readonly (string | number)[] {
  const [member, ...tail] = name.rest;
  if (name.index === undefined || name.index < 0 || tail.length > 0) throw unreadable(name);
  if (member === undefined && isMultipleChoice(target.type)) return [name.index];
  const column = member === undefined ? undefined : target.inner?.names.get(member.toLowerCase());
  if (!column || target.type === 'matrixdropdown') throw unreadable(name);
  return [name.index, column.name];
}

function partSteps(target: Unit, name: Name): readonly string[] {
  const [first = '', second] = name.rest;
  const isExact = target.type === 'multipletext';
  const part = target.partNames.find((each) =>
    isExact ? each === first : each.toLowerCase() === first.toLowerCase(),
  );
  if (part === undefined) throw unreadable(name);
  if (target.type !== 'matrixdropdown') {
    if (name.rest.length !== 1) throw unreadable(name);
    return [part];
  }
  const column = target.inner?.names.get((second ?? '').toLowerCase());
  if (!column || name.rest.length !== 2) throw unreadable(name);
  return [part, column.name];
}

const unreadable = (name: Name): Refusal => new Refusal('reference-unclear', { name: name.text });

function noteReference(target: Unit, name: Name, reading: Reading): void {
  if (!reading.lenient && target.type === 'expression' && canBeHidden(target)) {
    // Its value depends on the order of answers.
    throw new Refusal('reference-hidden', { name: name.text });
  }
  if (reading.when !== 'after') dependOn(target, reading);
}

function canBeHidden(unit: Unit): boolean {
  for (let here: Unit | undefined = unit; here; here = here.holder) {
    if (here.element.visibleIf || here.element.visible === false) return true;
  }
  return false;
}

/** A unit inside a repeated group makes the whole group depend on what it reads outside. */
export function dependOn(target: Unit, { unit, when, lenient }: Reading): void {
  let from: Unit | undefined = unit;
  while (from && from.scope !== target.scope) from = from.scope.owner;
  if (!from) throw new Refusal('reference-unclear', { name: target.path });
  if (from === target) {
    throw new Refusal('reference-cycle', { names: target.name });
  }
  if (when === 'earlier' && !lenient && target.kind !== 'calculated' && target.index > from.index) {
    throw new Refusal('reference-forward', { other: target.name });
  }
  from.dependsOn.add(target);
}
