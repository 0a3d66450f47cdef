// The door of what is shown before a profile is open.
export { FirstStart } from './FirstStart.tsx'
export { UnlockView } from './UnlockView.tsx'
