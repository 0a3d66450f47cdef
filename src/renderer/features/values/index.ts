// Laboratory values of a case: what the rest of the workstation may use of them.
export { ValuesRoom } from './ValuesRoom.tsx'
