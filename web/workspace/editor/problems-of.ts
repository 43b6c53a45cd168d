import type { Definition } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import type { EditorProblem } from '#web/workspace/editor/use-editor.ts';

/** What the publish gate says of a definition. */
export const problemsOf = (definition: Definition): readonly EditorProblem[] =>
  // as: the gate's problems, whose codes the wire's schema leaves open for later versions.
  checkDefinition(definition).problems as readonly EditorProblem[];
