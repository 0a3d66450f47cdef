// The only door of the imaging room.
export { ImagingRoom } from './ImagingRoom.tsx'
