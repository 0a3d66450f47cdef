// The large rooms of a case, each loaded when it is first visited: viewers and editor stay out of the start.
import { lazy } from 'react'

export const DeliveryRoom = lazy(() => import('../../features/delivery/index.ts').then((room) => ({ default: room.DeliveryRoom })))
export const DocumentsRoom = lazy(() => import('../../features/documents/index.ts').then((room) => ({ default: room.DocumentsRoom })))
export const ImagingRoom = lazy(() => import('../../features/imaging/index.ts').then((room) => ({ default: room.ImagingRoom })))
export const ResponseRoom = lazy(() => import('../../features/response/index.ts').then((room) => ({ default: room.ResponseRoom })))
export const PanelRoom = lazy(() => import('../../features/panel/index.ts').then((room) => ({ default: room.PanelRoom })))
export const ReportRoom = lazy(() => import('../../features/report/index.ts').then((room) => ({ default: room.ReportRoom })))
export const PsychologyRoom = lazy(() => import('../../features/psychology/index.ts').then((room) => ({ default: room.PsychologyRoom })))
export const SignOffRoom = lazy(() => import('../../features/sign-off/index.ts').then((room) => ({ default: room.SignOffRoom })))
export const SearchRoom = lazy(() => import('../../features/search/index.ts').then((room) => ({ default: room.SearchRoom })))
export const ValuesRoom = lazy(() => import('../../features/values/index.ts').then((room) => ({ default: room.ValuesRoom })))
