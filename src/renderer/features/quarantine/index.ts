// The only door of the quarantine.
export { QuarantineView } from './QuarantineView.tsx'
