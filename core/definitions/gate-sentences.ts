/** The sentences of the publish gate for programs and the command line: the English catalogue, so that words live once. */
import type { GateCode, GateParams } from '#core/definitions/gate-codes.ts';
import en from '#core/language/en/gate.json' with { type: 'json' };
import { createMessages } from '#core/language/messages.ts';

const messages = createMessages('en', en);

/** @param params hold every slot of the sentence. */
export const gateSentence = (code: GateCode, params: GateParams): string =>
  messages.text(`gate.${code}`, params);
