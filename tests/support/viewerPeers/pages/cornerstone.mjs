// Cornerstone as its own examples use it: its loader over the network, one stack viewport, or one streamed volume in three viewports.
import { Enums, imageLoader, init, RenderingEngine, setVolumesForViewports, volumeLoader } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import { fileCount, lay, WINDOWS } from './page.mjs'

const ids = Array.from({ length: fileCount }, (_, n) => `wadouri:${new URL(`/files/${n}.dcm`, location.href).href}`)
const { ORTHOGRAPHIC, STACK } = Enums.ViewportType
const { AXIAL, CORONAL, SAGITTAL } = Enums.OrientationAxis
const rangeOf = (turn) => {
  const [center, width] = WINDOWS[(turn + 1) % WINDOWS.length]
  return { voiRange: { lower: center - width / 2, upper: center + width / 2 } }
}
let engine
let planesVolume
let direction = 1

await init()
initLoader({ maxWebWorkers: 2 })

async function showSlices() {
  const [element] = lay(1)
  engine = new RenderingEngine('slices')
  engine.enableElement({ viewportId: 'slices', type: STACK, element })
  const viewport = engine.getViewport('slices')
  await viewport.setStack(ids, 0)
  viewport.render()
  // What follows is loaded ahead, as a viewer made with it does.
  await Promise.all(ids.map((id) => imageLoader.loadAndCacheImage(id)))
}

async function showPlanes() {
  const elements = lay(3)
  engine = new RenderingEngine('planes')
  engine.setViewports([AXIAL, CORONAL, SAGITTAL].map((orientation, n) => ({ viewportId: `plane${n}`, type: ORTHOGRAPHIC, element: elements[n], defaultOptions: { orientation } })))
  // The loader knows positions only of files it has read.
  await Promise.all(ids.map((id) => imageLoader.loadAndCacheImage(id)))
  const volume = await volumeLoader.createAndCacheVolume('cornerstoneStreamingImageVolume:series', { imageIds: ids })
  planesVolume = volume
  volume.load()
  await setVolumesForViewports(engine, [{ volumeId: volume.volumeId }], ['plane0', 'plane1', 'plane2'])
  engine.render()
}

function failed(error) {
  window.viewerPeerFailed = String(error)
}

window.viewerPeer = {
  show: () => void showSlices().catch(failed),
  planes: () => void showPlanes().catch(failed),
  step() {
    const viewport = engine.getViewport('slices')
    const at = viewport.getCurrentImageIdIndex()
    if (at + direction < 0 || at + direction >= ids.length) direction = -direction
    viewport.scroll(direction)
  },
  window(turn) {
    const viewport = engine.getViewport('slices')
    viewport.setProperties(rangeOf(turn))
    viewport.render()
  },
  isWhole: () => planesVolume?.loadStatus.loaded ?? false,
  canvases: () => [...document.querySelectorAll('canvas')],
}
