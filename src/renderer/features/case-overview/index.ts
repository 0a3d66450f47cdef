export { CaseOverview } from './CaseOverview.tsx'
