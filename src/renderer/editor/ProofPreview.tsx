// While a chip is pointed at or has the focus for a moment: what stands behind it, beside the chip. Esc closes it; nothing needs it.
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Proof } from '#shared/domain/report.ts'
import { PROOF_ATTRIBUTE } from './proofChip.ts'
import { proofFromAttribute } from './proofText.ts'

const waitMs = 300
const width = 360

interface Shown {
  proof: Proof
  left: number
  top: number
  above: boolean
}

function placeBeside(chip: Element, proof: Proof): Shown {
  const box = chip.getBoundingClientRect()
  const above = box.bottom + 260 > window.innerHeight
  return { proof, left: Math.max(8, Math.min(box.left, window.innerWidth - width - 8)), top: above ? box.top - 6 : box.bottom + 6, above }
}

function useChipUnderAttention(root: HTMLElement | null): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    if (!root) return
    const stop = new AbortController()
    let timer = 0
    const hide = () => {
      window.clearTimeout(timer)
      setShown(null)
    }
    const wait = (event: Event) => {
      const chip = event.target instanceof Element ? event.target.closest(`[${PROOF_ATTRIBUTE}]`) : null
      window.clearTimeout(timer)
      if (!chip) return hide()
      const proof = proofFromAttribute(chip.getAttribute(PROOF_ATTRIBUTE))
      if (proof) timer = window.setTimeout(() => chip.isConnected && setShown(placeBeside(chip, proof)), waitMs)
    }
    for (const name of ['mouseover', 'focusin']) root.addEventListener(name, wait, { signal: stop.signal })
    for (const name of ['mouseleave', 'focusout', 'mousedown']) root.addEventListener(name, hide, { signal: stop.signal })
    return () => {
      stop.abort()
      window.clearTimeout(timer)
    }
  }, [root])
  const isShown = shown !== null
  useEffect(() => {
    if (!isShown) return
    const stop = new AbortController()
    const hide = () => setShown(null)
    window.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal: stop.signal })
    window.addEventListener('scroll', hide, { signal: stop.signal, capture: true })
    return () => stop.abort()
  }, [isShown])
  return shown
}

/** @param root what holds the chips: an editor, or the line below a coded value */
export function ProofPreview({ root, render }: { root: HTMLElement | null; render(proof: Proof): React.ReactNode }) {
  const shown = useChipUnderAttention(root)
  if (!shown) return null
  return createPortal(
    <div className="proof-preview" role="tooltip" data-above={shown.above || undefined} style={{ left: shown.left, top: shown.top }}>
      {render(shown.proof)}
    </div>,
    document.body,
  )
}
