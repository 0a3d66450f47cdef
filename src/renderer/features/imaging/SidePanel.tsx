// The column at the right: the header of the image, an object that came with the study, or the measurements.
import type { ComponentProps } from 'react'
import type { SeriesOfStudy } from '#shared/domain/imagingStudy.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'
import { MeasurementPanel } from './MeasurementPanel.tsx'
import { ObjectPanel } from './objects/ObjectPanel.tsx'
import { TagBrowser } from './tags/TagBrowser.tsx'

interface SidePanelProps {
  /** What the header is asked of; null = it is not open. */
  tagged: { series: SeriesOfStudy; frame: StackFrame } | null
  onTagsClosed(): void
  object: ComponentProps<typeof ObjectPanel> | null
  measurements: ComponentProps<typeof MeasurementPanel>
}

export function SidePanel({ tagged, onTagsClosed, object, measurements }: SidePanelProps) {
  if (tagged) return <TagBrowser caseId={measurements.caseId} series={tagged.series} SOPInstanceUID={tagged.frame.instance.SOPInstanceUID} onClose={onTagsClosed} />
  return object ? <ObjectPanel {...object} /> : <MeasurementPanel {...measurements} />
}
