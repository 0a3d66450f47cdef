// Mounts one viewport with local state; the handle is on window for the measuring script.
import { MantineProvider } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '../../../src/renderer/ui/tokens.css'
import '../../../src/renderer/ui/base.css'
import '../../../src/renderer/ui/components.css'
import type { Measurement } from '../../../src/shared/domain/annotation.ts'
import type { ImagingInstance } from '../../../src/shared/domain/imagingStudy.ts'
import { startTexts } from '../../../src/renderer/i18n/useT.ts'
import { DicomViewport, type DrawnShape, type ViewportHandle } from '../../../src/renderer/viewers/dicom/DicomViewport.tsx'
import { stackFrames } from '../../../src/renderer/viewers/dicom/stack.ts'
import type { Tool } from '../../../src/renderer/viewers/dicom/tools.ts'
import { VOLUME } from './volume.ts'

const query = new URLSearchParams(location.search)

function instance(n: number): ImagingInstance {
  const { rows, columns, spacing, step } = VOLUME
  return {
    SOPInstanceUID: `1.2.3.${n}`, SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', InstanceNumber: n + 1, TransferSyntaxUID: '1.2.840.10008.1.2.1',
    Rows: rows, Columns: columns, NumberOfFrames: 1, SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', PlanarConfiguration: null,
    BitsAllocated: 16, BitsStored: 16, HighBit: 15, PixelRepresentation: 1, RescaleSlope: 1, RescaleIntercept: 0, RescaleType: 'HU',
    WindowCenter: query.has('nowindow') ? [0] : [40], WindowWidth: query.has('nowindow') ? [0] : [400], WindowCenterWidthExplanation: [], VOILUTFunction: null,
    PixelPaddingValue: -2000, PixelSpacing: query.has('nospacing') ? null : [spacing, spacing], ImagerPixelSpacing: null,
    EstimatedRadiographicMagnificationFactor: null, PixelSpacingCalibrationType: null, ImagePositionPatient: [-192, -192, -150 + n * step],
    ImageOrientationPatient: query.has('noorientation') ? null : [1, 0, 0, 0, 1, 0], FrameOfReferenceUID: '1.2.9', SliceThickness: 2.5, frameTimeMs: null,
    LossyImageCompression: query.has('lossy') ? '01' : null, LossyImageCompressionRatio: query.has('lossy') ? 12 : null, Laterality: null, ImageType: [],
    AcquisitionTime: null, suv: null,
  }
}

function Page() {
  const frames = useMemo(
    () =>
      stackFrames(
        Array.from({ length: VOLUME.slices }, (_, n) => instance(n)),
        (i, frame) => `/studies/1.2/series/1.2.3/instances/${i.SOPInstanceUID}/frames/${frame}`,
      ),
    [],
  )
  const [measurements, setMeasurements] = useState<Measurement[]>([])
  const [selectedId, setSelected] = useState<string | null>(null)
  const [tool, setTool] = useState<Tool>('window')
  const handle = useRef<ViewportHandle>(null)
  const openAt = useMemo(() => ({ index: 60 }), [])
  Object.assign(window, { bench: { handle, setTool, measurements: () => measurements, frames } })
  const made = (shape: DrawnShape, old?: Measurement): Measurement =>
    ({
      id: old?.id ?? crypto.randomUUID(), author: crypto.randomUUID(), authorName: 'Bench', createdAt: '2026-11-22T00:00:00.000Z', changedAt: '2026-11-22T00:00:00.000Z',
      type: 'measurement', label: old?.label ?? `T${measurements.length + 1}`, note: '', values: shape.values, spacingSource: shape.spacingSource,
      anchor: { kind: 'image', StudyInstanceUID: '1.2', SeriesInstanceUID: '1.2.3', SOPInstanceUID: shape.frame.instance.SOPInstanceUID, frame: 1, FrameOfReferenceUID: '1.2.9', view: shape.view },
      shape: { type: shape.type, points: { pixels: shape.pixels, patient: shape.patient } },
    }) as Measurement
  return (
    <div style={{ display: 'grid', width: '100vw', height: '100vh' }}>
      <DicomViewport
        ref={handle}
        name="Bench CT"
        title={['24 May 2026', 'CT 2.5 mm · generated']}
        frames={frames}
        modality="CT"
        openAt={openAt}
        measurements={measurements}
        selectedId={selectedId}
        tool={tool}
        isActive
        readOnly={false}
        hideText={query.has('hide')}
        onActivate={() => undefined}
        onState={() => undefined}
        onSelect={setSelected}
        onDrawn={(shape) => {
          const m = made(shape)
          setMeasurements((old) => [...old, m])
          setSelected(m.id)
        }}
        onChanged={(m, shape) => setMeasurements((old) => old.map((o) => (o.id === m.id ? made(shape, m) : o)))}
        onDelete={(m) => setMeasurements((old) => old.filter((o) => o.id !== m.id))}
      />
    </div>
  )
}

await startTexts(query.get('lang') === 'es' ? 'es' : 'en')
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider defaultColorScheme="dark">
      <Page />
    </MantineProvider>,
  )
}
