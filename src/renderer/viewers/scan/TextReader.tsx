// A text file as plain words: whatever markup it holds is shown as written and never acted on.
import { type ReactNode, useEffect, useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { PdfProblem } from '../pdf/PdfProblem.tsx'
import { decodeText } from './decodeText.ts'
import './scan.css'

/** Longer texts are shown up to here, and the screen says so. */
const longestBytes = 1_000_000

interface ReadText {
  text: string
  cut: boolean
}

async function readText(address: string, signal: AbortSignal): Promise<ReadText> {
  const response = await fetch(address, { headers: { Range: `bytes=0-${longestBytes - 1}` }, signal, credentials: 'same-origin', redirect: 'error' })
  if (!response.ok) throw new Error(`content answered ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const total = Number(/\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1] ?? bytes.length)
  return { text: decodeText(bytes.subarray(0, longestBytes)), cut: total > longestBytes }
}

interface TextReaderProps {
  address: string
  name: string
  head?: ReactNode
  /** Tools at the far right. */
  end?: ReactNode
}

export function TextReader({ address, name, head, end }: TextReaderProps) {
  const t = useT()
  const [read, setRead] = useState<ReadText | 'failed' | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    setRead(null)
    readText(address, stop.signal).then(setRead, () => {
      if (!stop.signal.aborted) setRead('failed')
    })
    return () => stop.abort()
  }, [address])
  return (
    <div className="scan-reader">
      <Toolbar label={t('documents.viewer.tools')}>
        {head}
        <span className="c-spacer" />
        {end}
      </Toolbar>
      {read !== null && read !== 'failed' && read.cut && <Banner>{t('documents.viewer.textCut')}</Banner>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1) */}
      <div className="text-stage" tabIndex={0} role="document" aria-label={name} data-focus="inside">
        {read === null && <LoadingLine what={t('documents.viewer.opening')} />}
        {read === 'failed' && <PdfProblem failure="unreachable" />}
        {read !== null && read !== 'failed' && <pre className="text-sheet">{read.text}</pre>}
      </div>
    </div>
  )
}
