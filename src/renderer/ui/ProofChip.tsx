// A proof behind a claim: kind icon and the shortest exact place. Looks the same in report, table, timeline (look note §4).
import { useT } from '../i18n/useT.ts'
import { Chip } from './Chip.tsx'
import type { Icon } from './Icon.ts'
import { ImageIcon, MeasureIcon, NoProofIcon, PageIcon } from './icons.ts'

export type ProofKind = 'passage' | 'measurement' | 'keyImage'

const icons: Record<ProofKind, Icon> = { passage: PageIcon, measurement: MeasureIcon, keyImage: ImageIcon }

interface ProofChipProps {
  kind: ProofKind
  /** Shortest exact place, e.g. "PET/CT report, p. 1". */
  place: string
  /** Why the target cannot be shown ("page not on this device"); turns the chip into an outlined warning. */
  broken?: string | null
  selected?: boolean
  onOpen?: () => void
}

export function ProofChip({ kind, place, broken = null, selected = false, onOpen }: ProofChipProps) {
  const t = useT()
  const label = broken ? `${t('common.proof', { place })}: ${broken}` : t('common.proof', { place })
  return (
    <Chip icon={broken ? NoProofIcon : icons[kind]} tone={broken ? 'warn' : selected ? 'selected' : 'accent'} label={label} {...(onOpen ? { onClick: onOpen } : {})}>
      <span className="t-clip">{place}</span>
    </Chip>
  )
}
