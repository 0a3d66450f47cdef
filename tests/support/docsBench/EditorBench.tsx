// Two authors in one text, joined in memory, so that carets and merging can be seen without a core.
import { useMemo, useState } from 'react'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Proof } from '../../../src/shared/domain/report.ts'
import { AnnotationId, DocumentId, Sha256 } from '../../../src/shared/kit/ids.ts'
import type { EditorHandle } from '../../../src/renderer/editor/editorHandle.ts'
import { EditorToolbar } from '../../../src/renderer/editor/EditorToolbar.tsx'
import { SectionEditor } from '../../../src/renderer/editor/SectionEditor.tsx'

export const sampleProof: Proof = {
  annotationId: AnnotationId.parse('01990000-0000-7000-8000-000000000001'),
  kind: 'passage',
  label: 'PET/CT report, p. 1',
  anchor: { kind: 'passage', documentId: DocumentId.parse('01990000-0000-7000-8000-000000000002'), sha256: Sha256.parse('a'.repeat(64)), page: 1, rects: [[10, 10, 90, 22]], quote: '30 mm in its largest diameter' },
}

function joinedAuthors() {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  const presence = [new Awareness(docs[0]), new Awareness(docs[1])] as const
  for (const [from, to] of [[0, 1], [1, 0]] as const) {
    docs[from].on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && Y.applyUpdate(docs[to], update, 'wire'))
    presence[from].on('update', (change: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
      if (origin !== 'wire') applyAwarenessUpdate(presence[to], encodeAwarenessUpdate(presence[from], [...change.added, ...change.updated, ...change.removed]), 'wire')
    })
  }
  return { docs, rooms: [{ doc: docs[0], provider: { awareness: presence[0] } }, { doc: docs[1], provider: { awareness: presence[1] } }] as const }
}

const noSpeller = { isWrong: () => false, subscribe: () => () => undefined }
const noFlags = () => null

export function EditorBench() {
  const { docs, rooms } = useMemo(joinedAuthors, [])
  const [handle, setHandle] = useState<EditorHandle | null>(null)
  const [opened, setOpened] = useState('')
  Object.assign(window, { bench: { insert: () => handle?.insertProof(sampleProof), handle, text: () => docs[0].getXmlFragment('body').toString() } })
  return (
    <div style={{ flex: 1, padding: 24, display: 'grid', gap: 24, alignContent: 'start', justifyItems: 'start', background: 'var(--panel)' }}>
      <div className="c-toolbar"><EditorToolbar handle={handle} /></div>
      {([0, 1] as const).map((i) => (
        <SectionEditor
          screenLanguage="en"
          proofLabel={(proof) => proof.label}
          key={i}
          room={rooms[i]}
          fragment="body"
          me={{ name: i === 0 ? 'Dr Helen Okafor' : 'Dr Ana Rivas', disc: i === 0 ? 1 : 4 }}
          readOnly={false}
          label={`Text ${i + 1}`}
          placeholder="What was found, and what stands behind it"
          language="en"
          unproven={['Residual tumour touches']}
          comments={[]}
          onOpenComment={() => undefined}
          onAskForComment={() => undefined}
          flagOf={noFlags}
          proofName={(proof) => `Proof: ${proof?.label ?? '?'}`}
          onOpenProof={(proof) => setOpened(proof.label)}
          onAskForProof={(asking) => asking.insertProof(sampleProof)}
          onFocus={setHandle}
          renderLesionTable={() => null}
          speller={noSpeller}
          onOpenWord={() => undefined}
          renderBlock={() => null}
          renderPreview={(proof) => <q className="t-reading">{proof.anchor.kind === 'passage' ? proof.anchor.quote : proof.label}</q>}
        />
      ))}
      <output id="opened">{opened}</output>
    </div>
  )
}
