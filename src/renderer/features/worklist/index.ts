export { Worklist } from './Worklist.tsx'
