// The only door of the case overview.
export { CaseOverview } from './CaseOverview.tsx'
