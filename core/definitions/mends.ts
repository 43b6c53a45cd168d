import type { Definition } from '#core/definitions/definition.ts';
import type { GateFinding, Mend } from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';

export const mender =
  (_definition: Definition, _elements: readonly GateElement[]) =>
  (_finding: GateFinding): { readonly mend?: Mend } => ({});
