// The only door of the sign-off.
export { SignOffRoom } from './SignOffRoom.tsx'
