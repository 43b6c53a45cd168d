import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { LoadingLines } from '#web/workspace/parts/LoadingLines.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
  readonly lines?: number;
  /** Draws refusals that have a place of their own; `undefined` leaves them to the common note. */
  readonly refused?: (refusal: Refusal) => ReactNode | undefined;
}

/** The states of what comes from the server: on its way, refused, there. Data that is there stays when asking fails. */
export function QueryView<Data>({ query, children, lines = 6, refused }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <LoadingLines lines={lines} />;
  const refusal = refusalOf(query.error);
  return (
    refused?.(refusal) ?? <ProblemNote refusal={refusal} onRetry={() => void query.refetch()} />
  );
}
