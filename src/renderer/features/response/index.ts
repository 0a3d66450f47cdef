// The only door of the response room.
export { ResponseRoom } from './ResponseRoom.tsx'
