// Stands where pdf.js expects its own translations: our screens name everything themselves, and no translation file is ever fetched.
import type { GenericL10n } from 'pdfjs-dist/web/pdf_viewer.mjs'

const nothing = async () => undefined

const names = {
  getLanguage: () => 'en-us',
  getDirection: () => 'ltr',
  get: async () => '',
  translate: nothing,
  translateOnce: nothing,
  destroy: nothing,
  pause: () => undefined,
  resume: () => undefined,
}

export const inertL10n = names as unknown as InstanceType<typeof GenericL10n>
