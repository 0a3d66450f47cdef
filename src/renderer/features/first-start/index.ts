export { FirstStart } from './FirstStart.tsx'
export { UnlockView } from './UnlockView.tsx'
