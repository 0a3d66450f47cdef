import * as pdfjs from 'pdfjs-dist'
export const engine = pdfjs
