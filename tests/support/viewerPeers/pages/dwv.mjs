// dwv with the least around it: one layer group for slices, three for planes. Plain JavaScript, because the package is no part of this project.
import { App, AppOptions, ViewConfig, WindowLevel } from 'dwv'
import { fileCount, lay, WINDOWS } from './page.mjs'

const urls = Array.from({ length: fileCount }, (_, n) => new URL(`/files/${n}.dcm`, location.href).href)
let app
let isWhole = false

function start(orientations) {
  lay(orientations.length)
  const views = orientations.map((orientation, n) => {
    const view = new ViewConfig(`pane${n}`)
    view.orientation = orientation
    return view
  })
  app = new App()
  app.init(new AppOptions({ '*': views }))
  app.addEventListener('load', () => {
    isWhole = true
  })
  app.loadURLs(urls)
}

const positions = () => app.getActiveLayerGroup().getPositionHelper()
const view = () => app.getActiveLayerGroup().getActiveViewLayer().getViewController()
let direction = 1

window.viewerPeer = {
  show: () => start([undefined]),
  planes: () => start(['axial', 'coronal', 'sagittal']),
  step() {
    const moved = direction > 0 ? positions().incrementPositionAlongScroll() : positions().decrementPositionAlongScroll()
    if (!moved) direction = -direction
    if (!moved) window.viewerPeer.step()
  },
  window(turn) {
    const [center, width] = WINDOWS[(turn + 1) % WINDOWS.length]
    view().setWindowLevel(new WindowLevel(center, width))
  },
  isWhole: () => isWhole,
  canvases: () => [...document.querySelectorAll('canvas')],
}
