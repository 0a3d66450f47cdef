// The board: its meetings and its desk in the workstation, and the one screen that a room sees.
export { BoardView } from './BoardView.tsx'
export { SharedBoard } from './SharedBoard.tsx'
export { GoingTogether } from './GoingTogether.tsx'
