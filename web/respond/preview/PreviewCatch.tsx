import { Component, type ReactNode } from 'react';

interface PreviewCatchProps {
  readonly onFailure: () => void;
  readonly children: ReactNode;
}

/** A draft may hold what SurveyJS cannot draw; the next version of it gets a new chance, under another key. */
export class PreviewCatch extends Component<PreviewCatchProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch() {
    this.props.onFailure();
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
