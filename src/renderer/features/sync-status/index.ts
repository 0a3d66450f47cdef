// The only door of the sync view.
export { SyncStatusView } from './SyncStatusView.tsx'
