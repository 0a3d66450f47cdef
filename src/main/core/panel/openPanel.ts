// Puts the panel of one unlocked profile together: its acts, and what it gives to the report.
import { type PanelReportPorts, takePanelIntoReport } from './panelReport.ts'
import { createPanelService, type PanelPorts } from './panelService.ts'

export function openPanel(ports: PanelPorts & PanelReportPorts) {
  const panel = createPanelService(ports)
  return { ...panel, takeIntoReport: (input: Parameters<typeof takePanelIntoReport>[2]) => takePanelIntoReport(ports, panel, input) }
}
