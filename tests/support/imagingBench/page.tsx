// Mounts one viewport with local state; the handle is on window for the measuring script.
import { USUAL_READING } from '#shared/domain/readingPreferences.ts'
import { MantineProvider } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.css'
import '../../../src/renderer/ui/tokens.css'
import '../../../src/renderer/ui/fonts.css'
import '../../../src/renderer/ui/mantine.css'
import '../../../src/renderer/ui/base.css'
import '../../../src/renderer/ui/components.css'
import type { Measurement } from '../../../src/shared/domain/annotation.ts'
import { useEvidence } from '../../../src/renderer/app/evidence.ts'
import { useKeyboard } from '../../../src/renderer/app/keyboard/useKeyboard.ts'
import { usePlace, type Target } from '../../../src/renderer/app/place.ts'
import { startTexts } from '../../../src/renderer/i18n/useT.ts'
import type { DrawnShape } from '../../../src/renderer/viewers/dicom/describeShape.ts'
import { DicomViewport, type ViewportHandle } from '../../../src/renderer/viewers/dicom/DicomViewport.tsx'
import { stackFrames } from '../../../src/renderer/viewers/dicom/stack.ts'
import type { Tool } from '../../../src/renderer/viewers/dicom/tools.ts'
import { ImagingRoom } from '../../../src/renderer/features/imaging/index.ts'
import { generatedInstance } from './instance.ts'
import { VOLUME } from './volume.ts'

const AIDS = { facts: new Set(USUAL_READING.cornerFacts), slices: [], point: null, placed: [], onPoint: () => undefined }

const query = new URLSearchParams(location.search)
const variant = { study: 1, noWindow: query.has('nowindow'), noSpacing: query.has('nospacing'), noOrientation: query.has('noorientation'), lossy: query.has('lossy') }

function Page() {
  const frames = useMemo(
    () =>
      stackFrames(
        Array.from({ length: VOLUME.slices }, (_, n) => generatedInstance(n, variant)),
        (i, frame) => `/studies/1.2.1/series/1.2.1.3/instances/${i.SOPInstanceUID}/frames/${frame}`,
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
      anchor: { kind: 'image', StudyInstanceUID: '1.2.1', SeriesInstanceUID: '1.2.1.3', SOPInstanceUID: shape.frame.instance.SOPInstanceUID, frame: 1, FrameOfReferenceUID: '1.2.1.9', view: shape.view },
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
        toneOf={() => null}
        onActivate={() => undefined}
        onState={() => undefined}
        onSelect={setSelected}
        onDrawn={(shape) => {
          const m = made(shape)
          setMeasurements((old) => [...old, m])
          setSelected(m.id)
        }}
        onChanged={(m, shape) => setMeasurements((old) => old.map((o) => (o.id === m.id ? made(shape, m) : o)))}
        aids={AIDS}
        onDelete={(m) => setMeasurements((old) => old.filter((o) => o.id !== m.id))}
      />
    </div>
  )
}

/** The whole room; `window.benchPlace` takes a target. */
function Room() {
  const [target, setTarget] = useState<Target | null>(null)
  useKeyboard()
  Object.assign(window, { benchPlace: { target: setTarget, usePlace, useEvidence } })
  return (
    <main style={{ display: 'flex', width: '100vw', height: '100vh' }}>
      <ImagingRoom caseId="01900000-0000-7000-8000-000000000001" open={null} target={target} />
    </main>
  )
}

await startTexts(query.get('lang') === 'es' ? 'es' : 'en')
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider defaultColorScheme={query.has('light') ? 'light' : 'dark'}>
      {query.has('room') ? <Room /> : <Page />}
    </MantineProvider>,
  )
}
