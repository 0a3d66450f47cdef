export { SyncStatusView } from './SyncStatusView.tsx'
