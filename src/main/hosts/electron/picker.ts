// The system's own file dialog: the page never learns a path.
import path from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { FilePicker } from '#core/ports.ts'

export function createPicker(window: () => BrowserWindow | null): FilePicker {
  async function pick(what: 'folder' | 'file') {
    const parent = window()
    const options = { properties: [what === 'folder' ? ('openDirectory' as const) : ('openFile' as const), 'dontAddToRecent' as const] }
    const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
    const [chosen] = filePaths
    return canceled || !chosen ? null : { path: chosen, name: path.basename(chosen) }
  }
  return { pick }
}
