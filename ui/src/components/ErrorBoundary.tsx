import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from './LoadState.js';

interface BoundaryProps {
  /** Another value (the address) tries again. */
  at: string;
  children: ReactNode;
}

/** A page that fails to draw takes only itself down, and says so. */
export class ErrorBoundary extends Component<BoundaryProps, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.at !== this.props.at && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <BrokenPage error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

function BrokenPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return <LoadFailed what={t('errors.thisPage')} error={error} onRetry={onRetry} />;
}
