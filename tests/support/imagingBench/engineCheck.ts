// Does the engine's slice viewport draw where it says it draws? One bright pixel in a corner, a camera turned and flipped,
// the drawn place against worldToCanvas. `?backend=gpu` or `cpu` (decision 0005). Result in window.engineCheck.
import { Enums, imageLoader, init, metaData, RenderingEngine, utilities } from '@cornerstonejs/core'

const backend = new URLSearchParams(location.search).get('backend') ?? 'cpu'
const size = { rows: 400, columns: 512, rowMm: 0.8, columnMm: 0.5 }

interface Viewport {
  setDisplaySets(set: { displaySetId: string; options: { renderBackend: string } }): Promise<void>
  setViewState(state: object): void
  worldToCanvas(point: [number, number, number]): [number, number]
  getCanvas(): HTMLCanvasElement
  render(): void
}

const modules: Record<string, object> = {
  imagePixelModule: { samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', bitsAllocated: 16, bitsStored: 16, highBit: 15, pixelRepresentation: 1 },
  imagePlaneModule: {
    rowCosines: [1, 0, 0], columnCosines: [0, 1, 0], imagePositionPatient: [0, 0, 0], imageOrientationPatient: [1, 0, 0, 0, 1, 0],
    rowPixelSpacing: size.rowMm, columnPixelSpacing: size.columnMm, rows: size.rows, columns: size.columns, frameOfReferenceUID: '1.2',
  },
  generalSeriesModule: { modality: 'CT' },
}

function bright() {
  const data = new Int16Array(size.rows * size.columns)
  for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) data[y * size.columns + x] = 1000
  return {
    imageId: 'check:1', minPixelValue: 0, maxPixelValue: 1000, slope: 1, intercept: 0, windowCenter: 500, windowWidth: 1000, voiLUTFunction: 'LINEAR',
    getPixelData: () => data, rows: size.rows, columns: size.columns, height: size.rows, width: size.columns, color: false, rgba: false, numberOfComponents: 1,
    columnPixelSpacing: size.columnMm, rowPixelSpacing: size.rowMm, invert: false, sizeInBytes: data.byteLength, dataType: 'Int16Array',
  }
}

/** Middle of the bright pixels, CSS pixels. */
async function drawnAt(canvas: HTMLCanvasElement): Promise<[number, number] | null> {
  const copy = new OffscreenCanvas(canvas.width, canvas.height)
  const context = copy.getContext('2d')
  context?.drawImage(canvas, 0, 0)
  const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data
  let [n, sx, sy] = [0, 0, 0]
  for (let i = 0; pixels && i < pixels.length; i += 4) {
    if ((pixels[i] as number) < 128) continue
    n++
    sx += (i / 4) % canvas.width
    sy += Math.floor(i / 4 / canvas.width)
  }
  const ratio = canvas.width / canvas.clientWidth
  return n > 0 ? [sx / n / ratio, sy / n / ratio] : null
}

init({ rendering: { useCPURendering: backend === 'cpu', webGlContextCount: 1, planar: { renderBackend: backend } } } as never)
metaData.addProvider((type: string, id: string) => (String(id).startsWith('check:') ? modules[type] : undefined), 1000)
imageLoader.registerImageLoader('check', (() => ({ promise: Promise.resolve(bright()) })) as never)
const element = document.getElementById('viewport') as HTMLDivElement
const engine = new RenderingEngine('check')
engine.enableElement({ viewportId: 'v', type: Enums.ViewportType.PLANAR_NEXT, element, defaultOptions: {} } as never)
const viewport = engine.getViewport('v') as unknown as Viewport
utilities.genericViewportDisplaySetMetadataProvider.add('s', { imageIds: ['check:1'], kind: 'planar', initialImageIdIndex: 0 })
await viewport.setDisplaySets({ displaySetId: 's', options: { renderBackend: backend } })
const results: object[] = []
for (const state of [{ rotation: 0 }, { rotation: 90 }, { rotation: 0, flipHorizontal: true }, { rotation: 90, flipHorizontal: true }]) {
  viewport.setViewState({ flipHorizontal: false, ...state })
  viewport.render()
  await new Promise((settle) => setTimeout(settle, 300))
  const middle: [number, number, number] = [3.5 * size.columnMm, 3.5 * size.rowMm, 0]
  results.push({ state, drawn: await drawnAt(viewport.getCanvas()), said: viewport.worldToCanvas(middle), pixels: viewport.getCanvas().width })
}
Object.assign(window, { engineCheck: { backend, ratio: devicePixelRatio, results } })
