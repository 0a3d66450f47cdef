// Electron's entry. Not awaited at top level: in an ES module that would keep Electron from ever becoming ready.
import { startElectronHost } from './hosts/electron/start.ts'
startElectronHost()
