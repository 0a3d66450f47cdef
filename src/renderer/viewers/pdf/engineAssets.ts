// Where the engine's own data files are in this build: character maps, stand-in fonts, image decoders. All from this origin.
const cMaps = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true })
const fonts = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true })
const decoders = import.meta.glob<string>(
  ['../../../../node_modules/pdfjs-dist/wasm/openjpeg.wasm', '../../../../node_modules/pdfjs-dist/wasm/jbig2.wasm', '../../../../node_modules/pdfjs-dist/wasm/qcms_bg.wasm'],
  { query: '?url', import: 'default', eager: true },
)

const byName = (files: Record<string, string>) => new Map(Object.entries(files).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))

const assets: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  cMapUrl: byName(cMaps),
  standardFontDataUrl: byName(fonts),
  wasmUrl: byName(decoders),
}

/** Gives the engine its data files by name; the shape is what pdf.js asks of a `BinaryDataFactory`. */
export class EngineAssets {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = assets[kind]?.get(filename)
    if (!url) throw new Error(`no engine file ${kind}`)
    const response = await fetch(url, { credentials: 'same-origin', redirect: 'error' })
    if (!response.ok) throw new Error(`engine file answered ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}
