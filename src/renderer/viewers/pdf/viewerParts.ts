// pdf.js' own viewer components. They read the engine from a global that the engine sets, so the engine must be evaluated first: only this file may name them.
import 'pdfjs-dist'

export { EventBus, FindState, LinkTarget, PDFFindController, PDFLinkService, PDFViewer, SpreadMode } from 'pdfjs-dist/web/pdf_viewer.mjs'
