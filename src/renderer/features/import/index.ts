export { ImportDock } from './ImportDock.tsx'
export { ImportView } from './ImportView.tsx'
