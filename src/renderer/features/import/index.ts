// The door of importing: the view of one import, and the dock that is always there.
export { ImportDock } from './ImportDock.tsx'
export { ImportView } from './ImportView.tsx'
