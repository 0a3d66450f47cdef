// The only door of the document desk.
export { DocumentsRoom } from './DocumentsRoom.tsx'
