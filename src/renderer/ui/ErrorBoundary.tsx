// Keeps a failure of one view inside that view: the rest of the workstation stays usable.
import { Component, type ReactNode } from 'react'
import { ErrorState } from './ErrorState.tsx'

interface Props {
  /** Changing it clears the failure, e.g. the place shown. */
  resetKey: string
  children: ReactNode
}

export class ErrorBoundary extends Component<Props, { error: unknown; failed: boolean }> {
  override state = { error: null as unknown, failed: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.retry()
  }

  retry = () => this.setState({ error: null, failed: false })

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="c-empty">
        <ErrorState error={this.state.error} onRetry={this.retry} />
      </div>
    )
  }
}
