// Electron's entry. Nothing is awaited at top level: in an ES module that would keep Electron from ever becoming ready.
import { runIfCommand } from './hosts/cli/fromExecutable.ts'
import { startElectronHost } from './hosts/electron/start.ts'
if (!runIfCommand(process.argv.slice(process.defaultApp ? 2 : 1))) startElectronHost()
