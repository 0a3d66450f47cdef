// The list of hanging protocols and the form of one: shipped ones can be changed and set back, own ones made, changed and deleted.
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { allProtocols, type HangingProtocol, SHIPPED_PROTOCOLS } from '#shared/domain/hanging.ts'
import { useT } from '../../../i18n/useT.ts'
import { LAYOUTS, type StageState } from '../stageState.ts'
import { useReading } from '../useReading.ts'
import { CellFields, EMPTY_CELL } from './CellFields.tsx'
import { protocolName } from './HangingMenu.tsx'
import { protocolOfStage } from './hungStage.ts'

const MODALITIES = ['CT', 'MR', 'PT', 'NM', 'MG', 'DX', 'CR', 'US', 'XA', 'RF']

interface HangingEditorProps {
  stage: StageState
  onClose(): void
}

export function HangingEditor({ stage, onClose }: HangingEditorProps) {
  const t = useT()
  const { reading, change } = useReading()
  const all = allProtocols(reading.protocols)
  const [openId, setOpen] = useState<string | null>(null)
  const open = all.find(({ id }) => id === openId) ?? null
  const keep = (protocol: HangingProtocol) => {
    const others = reading.protocols.filter(({ id }) => id !== protocol.id)
    change({ protocols: [...others, protocol].slice(-60) })
  }
  const drop = (id: string) => {
    change({ protocols: reading.protocols.filter((one) => one.id !== id) })
    setOpen(null)
  }
  function make() {
    let n = 1
    while (all.some(({ id }) => id === `own${n}`)) n++
    const made = protocolOfStage(stage, `own${n}`, t('imaging.hanging.ownName', { n }))
    keep(made)
    setOpen(made.id)
  }
  return (
    <section className="i-hanging" aria-label={t('imaging.hanging.edit')}>
      <header>
        <h2 className="t-title">{t('imaging.hanging.title')}</h2>
        <span className="c-spacer" />
        <Button variant="default" onClick={make}>
          {t('imaging.hanging.make')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </header>
      <div className="i-hanging-body">
        <ul>
          {all.map((protocol) => (
            <li key={protocol.id}>
              <button type="button" className="i-line" aria-current={protocol.id === openId ? 'true' : undefined} onClick={() => setOpen(protocol.id)}>
                <span className="t-micro t-3">{protocol.Modality}</span>
                <span className="i-words">
                  <span>{protocolName(t, protocol)}</span>
                  <span className="t-micro t-3">
                    {[`${protocol.rows} × ${protocol.columns}`, standing(protocol) === 'changed' ? t('imaging.hanging.changed') : standing(protocol) === 'own' ? t('imaging.hanging.own') : ''].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {open ? (
          <ProtocolForm key={open.id} protocol={open} onSave={keep} onDrop={standing(open) === 'shipped' ? null : () => drop(open.id)} isOwn={standing(open) === 'own'} />
        ) : (
          <p className="t-2">{t('imaging.hanging.choose')}</p>
        )}
      </div>
    </section>
  )

  function standing({ id }: HangingProtocol): 'shipped' | 'changed' | 'own' {
    if (!SHIPPED_PROTOCOLS.some((shipped) => shipped.id === id)) return 'own'
    return reading.protocols.some((one) => one.id === id) ? 'changed' : 'shipped'
  }
}

interface ProtocolFormProps {
  protocol: HangingProtocol
  isOwn: boolean
  onSave(protocol: HangingProtocol): void
  /** null: as shipped, nothing to take back. */
  onDrop: (() => void) | null
}

/** Every change is kept at once. */
function ProtocolForm({ protocol, isOwn, onSave, onDrop }: ProtocolFormProps) {
  const t = useT()
  const [parts, setParts] = useState(protocol.bodyParts.join(', '))
  const [name, setName] = useState(protocolName(t, protocol))
  const save = (part: Partial<HangingProtocol>) => onSave({ ...protocol, ...part })
  const count = protocol.rows * protocol.columns
  const grids = [...LAYOUTS, { rows: 2, columns: 4 }].map(({ rows, columns }) => ({ value: `${rows} ${columns}`, label: `${rows} × ${columns}` }))
  return (
    <form className="i-protocol" onSubmit={(event) => event.preventDefault()}>
      <div className="i-fields">
        <TextInput label={t('imaging.hanging.name')} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} onBlur={() => name.trim() && name !== protocolName(t, protocol) && save({ name: name.trim() })} />
        <Select label={t('imaging.hanging.modality')} data={MODALITIES} value={protocol.Modality} allowDeselect={false} onChange={(Modality) => Modality && save({ Modality })} />
        <TextInput
          label={t('imaging.hanging.parts')}
          description={t('imaging.hanging.partsNote')}
          value={parts}
          maxLength={200}
          onChange={(event) => setParts(event.currentTarget.value)}
          onBlur={() => save({ bodyParts: parts.split(',').map((part) => part.trim().slice(0, 40)).filter(Boolean).slice(0, 12) })}
        />
        <Select
          label={t('imaging.hanging.grid')}
          data={grids}
          value={`${protocol.rows} ${protocol.columns}`}
          allowDeselect={false}
          onChange={(value) => {
            const [rows, columns] = (value ?? '1 1').split(' ').map(Number) as [number, number]
            save({ rows, columns, cells: Array.from({ length: rows * columns }, (_, n) => protocol.cells[n] ?? EMPTY_CELL) })
          }}
        />
        <Checkbox label={t('imaging.hanging.linked')} checked={protocol.linked} onChange={(event) => save({ linked: event.currentTarget.checked })} />
      </div>
      <ol className="i-cells" data-columns={protocol.columns}>
        {Array.from({ length: count }, (_, n) => (
          <CellFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a viewer is its place in the grid
            key={n}
            n={n + 1}
            cell={protocol.cells[n] ?? EMPTY_CELL}
            modalities={MODALITIES}
            onChange={(cell) => save({ cells: Array.from({ length: count }, (_, at) => (at === n ? cell : (protocol.cells[at] ?? EMPTY_CELL))) })}
          />
        ))}
      </ol>
      {onDrop && (
        <Button variant="default" onClick={onDrop}>
          {t(isOwn ? 'imaging.hanging.remove' : 'imaging.hanging.asShipped')}
        </Button>
      )}
    </form>
  )
}
