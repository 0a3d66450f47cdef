// Finding in a case: what the rest of the workstation may use of it.
export { SearchRoom } from './SearchRoom.tsx'
