import { Component, type ReactNode } from 'react';

interface BugBoundaryProps {
  readonly children: ReactNode;
  /** What stands there instead once something below broke while it was drawn. */
  readonly instead: (error: unknown) => ReactNode;
}

interface BugBoundaryState {
  readonly broken: { readonly error: unknown } | null;
}

/** Keeps a mistake of ours in one part from emptying the whole page. A class, because React asks for one here. */
export class BugBoundary extends Component<BugBoundaryProps, BugBoundaryState> {
  override state: BugBoundaryState = { broken: null };

  static getDerivedStateFromError(error: unknown): BugBoundaryState {
    return { broken: { error } };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    return broken ? this.props.instead(broken.error) : this.props.children;
  }
}
