// The only door of the intake: a new case from a request, and the intake of a case that is there.
export { IntakeRoom } from './IntakeRoom.tsx'
export { NewCaseView } from './NewCaseView.tsx'
