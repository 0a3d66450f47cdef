// The only door of the psychological lane.
export { PsychologyRoom } from './PsychologyRoom.tsx'
