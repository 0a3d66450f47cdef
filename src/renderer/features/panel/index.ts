// The only door of the panel.
export { PanelRoom } from './PanelRoom.tsx'
