// The only door of the work list.
export { Worklist } from './Worklist.tsx'
