// What a PDF on the screen can tell its panels: one small store per open file. Knows no engine.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Box } from '../marks/pageGeometry.ts'
import type { PageRect } from '#shared/domain/annotation.ts'

/** `auto`: as wide as the room allows, but never larger than is good to read. */
export type ZoomMode = 'auto' | 'page-width' | 'page-fit' | 'custom'
export type PdfPhase = 'loading' | 'password' | 'ready' | 'encrypted' | 'damaged' | 'unreachable'

export interface OutlineEntry {
  title: string
  /** The engine's own destination; null leads nowhere. */
  destination: string | unknown[] | null
  children: OutlineEntry[]
}

/** A page that is on the screen: where marks can be drawn, under and over its text. */
export interface PageLayer {
  under: HTMLElement
  over: HTMLElement
  /** Changes whenever fractions must be computed again. */
  version: number
  fractions(rect: PageRect): Box
}

export interface PdfState {
  phase: PdfPhase
  /** The last password given did not open the file. */
  passwordWrong: boolean
  loadedBytes: number
  pages: number
  page: number
  zoomMode: ZoomMode
  /** 1 = 100 %. */
  scale: number
  rotation: 0 | 90 | 180 | 270
  /** Two pages side by side. */
  pairs: boolean
  outline: readonly OutlineEntry[] | null
  find: { query: string; current: number; total: number; state: 'idle' | 'pending' | 'found' | 'notFound' }
  outsideLink: { host: string; address: string } | null
  /** Pages that stood in view for at least a moment, since the file was opened. */
  seen: ReadonlySet<number>
  layers: ReadonlyMap<number, PageLayer>
}

export const idleFind: PdfState['find'] = { query: '', current: 0, total: 0, state: 'idle' }

export function createPdfState(): StoreApi<PdfState> {
  return createStore<PdfState>(() => ({
    phase: 'loading',
    passwordWrong: false,
    loadedBytes: 0,
    pages: 0,
    page: 1,
    zoomMode: 'auto',
    scale: 1,
    rotation: 0,
    pairs: false,
    outline: null,
    find: idleFind,
    outsideLink: null,
    seen: new Set(),
    layers: new Map(),
  }))
}
