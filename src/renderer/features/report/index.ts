// The only door of the report.
export { ReportRoom } from './ReportRoom.tsx'
