/// <reference types="vite/client" />
// Bench for the viewers and the editor without a core: files by URL, a shared document in memory. Chosen by the query string.
import '@mantine/core/styles.css'
import '../../../src/renderer/ui/tokens.css'
import '../../../src/renderer/ui/fonts.css'
import '../../../src/renderer/ui/base.css'
import '../../../src/renderer/ui/mantine.css'
import '../../../src/renderer/ui/components.css'
import { MantineProvider } from '@mantine/core'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { startTexts, useT } from '../../../src/renderer/i18n/useT.ts'
import type { Mark, Reveal } from '../../../src/renderer/viewers/marks/mark.ts'
import { PdfReader } from '../../../src/renderer/viewers/pdf/PdfReader.tsx'
import { ScanReader } from '../../../src/renderer/viewers/scan/ScanReader.tsx'
import { cssVariablesResolver, theme } from '../../../src/renderer/ui/theme.ts'
import { EditorBench } from './EditorBench.tsx'

const query = new URLSearchParams(location.search)

function ViewerBench() {
  const t = useT()
  const [marks, setMarks] = useState<Mark[]>([])
  const [selected, setSelected] = useState<string | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const file = `/${query.get('file') ?? 'report.pdf'}`
  const add = (page: number, rects: Mark['rects'], quote: string) => {
    const category = (['claim', 'limits', 'identity'] as const)[marks.length % 3] ?? 'claim'
    setMarks([...marks, { id: String(marks.length), page, rects, quote, category, shape: quote ? 'highlight' : 'area', label: t(`documents.mark.${category}`, { quote }) }])
  }
  Object.assign(window, { bench: { marks, setReveal } })
  const shared = { address: file, name: file, marks, selectedMark: selected, onSelectMark: setSelected, reveal, head: <strong>{file}</strong> }
  const gesture = query.has('area') ? 'area' : null
  if (/\.(jpe?g|png)$/i.test(file)) return <ScanReader {...shared} gesture={gesture} onDrawn={(place) => add(place.page, place.rects, '')} />
  return (
    <PdfReader {...shared} hasText={!query.has('noText')} language="en" gesture={gesture} onDrawn={(place) => add(place.page, place.rects, '')} onSelected={(passages) => passages[0] && query.has('mark') && add(passages[0].page, passages[0].rects, passages[0].quote)} />
  )
}

await startTexts(query.get('lang') === 'es' ? 'es' : 'en')
const scheme = query.get('theme') === 'light' ? 'light' : 'dark'
createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme} getStyleNonce={() => 'bench'}>
    <main style={{ display: 'flex', height: '100vh' }}>{query.get('view') === 'editor' ? <EditorBench /> : <ViewerBench />}</main>
  </MantineProvider>,
)
