// What the two bare pages share: places for canvases, the files, the windows.

export const fileCount = Number(new URLSearchParams(location.search).get('files'))
/** Center and width, HU: soft tissue, lung, bone. */
export const WINDOWS = [[40, 400], [-600, 1500], [450, 1500]]

/** One large place for slices or three for planes. */
export function lay(panes) {
  const side = panes === 1 ? 800 : 450
  document.body.innerHTML = Array.from({ length: panes }, (_, n) => `<div id="pane${n}" class="layerGroup" style="position:relative;float:left;width:${side}px;height:${side}px"></div>`).join('')
  return Array.from({ length: panes }, (_, n) => document.getElementById(`pane${n}`))
}
