// Passes ports and host facts to the page; no logic and no raw IPC. The agreement is shared/contract/hostBridge.ts.
import { contextBridge, ipcRenderer } from 'electron'
import type { Channel, HostBridge } from '#shared/contract/hostBridge.ts'

// Written out and not imported, because that file's neighbours would pull a schema library into the sandboxed preload; a test holds them equal.
const BRIDGE = 'consiliumHost'
const REQUEST = 'consilium:openPort'
const ARRIVAL = 'consilium:port'

const bridge: HostBridge = {
  openPort: (channel: Channel, requestId: string) => ipcRenderer.send(REQUEST, String(channel), String(requestId)),
}

ipcRenderer.on(ARRIVAL, (event, arrival: unknown) => {
  // Ports cannot cross the bridge; a message of the window to itself carries them. The target is this very document.
  window.postMessage(arrival, '*', [...event.ports])
})

contextBridge.exposeInMainWorld(BRIDGE, bridge)
