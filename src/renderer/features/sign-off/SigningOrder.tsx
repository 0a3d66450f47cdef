// Who signs this version and in which order: how far it has come, and, while nobody has closed it, the way to set it.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { MEDICAL_ROLES } from '#shared/domain/people.ts'
import type { Report } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import type { SigningProgress } from '#shared/contract/workstation/signOff.contract.ts'
import { client } from '../../data/client.ts'
import { as, queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { CloseIcon, DownIcon, UpIcon } from '../../ui/icons.ts'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'

interface SigningOrderProps {
  reviewCase: ReviewCase
  report: Report
  progress: SigningProgress | undefined
  signOffs: readonly SignOff[]
}

export function SigningOrder({ reviewCase, report, progress, signOffs }: SigningOrderProps) {
  const t = useT()
  const [editing, setEditing] = useState<readonly string[] | null>(null)
  const isOpen = report.status === 'preliminary' && signOffs.length === 0
  const steps = progress?.steps ?? []
  return (
    <section className="s-order" aria-label={t('signOff.order.title')}>
      <h2 className="t-heading">{t(steps.length > 0 ? 'signOff.order.title' : 'signOff.signatures')}</h2>
      {isOpen && <p className="t-small t-2">{t(steps.length > 1 ? 'signOff.order.meaning' : 'signOff.order.single')}</p>}
      {editing ? (
        <OrderEditor reviewCase={reviewCase} report={report} order={editing} minimum={progress?.disciplines ?? 1} onOrder={setEditing} onDone={() => setEditing(null)} />
      ) : (
        <>
          {steps.length > 0 ? <Steps reviewCase={reviewCase} steps={steps} signOffs={signOffs} /> : <Team reviewCase={reviewCase} signOffs={signOffs} />}
          {isOpen && progress && (
            <Button variant="subtle" size="compact-sm" onClick={() => setEditing(steps.map(({ person }) => person.id))}>
              {t(steps.length > 0 ? 'signOff.order.change' : 'signOff.order.set')}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

const placeOf = (reviewCase: ReviewCase, id: string) => Math.max(0, reviewCase.team.findIndex(({ user }) => user.id === id))

function Steps({ reviewCase, steps, signOffs }: { reviewCase: ReviewCase; steps: SigningProgress['steps']; signOffs: readonly SignOff[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <ol className="s-signers">
      {steps.map(({ person, state, signedAt, zone, isStale }, at) => {
        const closing = at === steps.length - 1 ? signOffs.find(({ signer }) => signer.id === person.id) : undefined
        const act = closing ?? (signedAt === null ? null : { signedAt, zone })
        const done = act !== null
        const words = done ? t('signOff.signedAt', { when: format.signed(act) }) : isStale ? t('signOff.order.stale') : t(state === 'due' ? 'signOff.order.due' : 'signOff.order.waiting')
        return (
          <li key={person.id} className="s-signer" data-state={done ? 'signed' : state} aria-current={!done && state === 'due' ? 'step' : undefined}>
            <span className="s-place t-3">{at + 1}</span>
            <PersonDisc name={person.name} place={placeOf(reviewCase, person.id)} size="large" />
            <span className="s-who">
              <strong>{person.name}</strong>
              <span className="t-small t-2">
                {t(`role.${person.role}`)} · {words}
              </span>
            </span>
            {done ? <StatusIcon status="ok" label={t('signOff.signed')} /> : isStale ? <StatusIcon status="warn" label={t('signOff.order.stale')} /> : null}
          </li>
        )
      })}
    </ol>
  )
}

function Team({ reviewCase, signOffs }: { reviewCase: ReviewCase; signOffs: readonly SignOff[] }) {
  const t = useT()
  const format = useFormat()
  return (
    <ul className="s-signers">
      {reviewCase.team.map(({ user, role }, place) => {
        const done = signOffs.find(({ signer }) => signer.id === user.id)
        return (
          <li key={user.id} className="s-signer">
            <PersonDisc name={user.name} place={place} size="large" />
            <span className="s-who">
              <strong>{user.name}</strong>
              <span className="t-small t-2">
                {t(`role.${role}`)} {done && `· ${t('signOff.signedAt', { when: format.signed(done) })}`}
              </span>
            </span>
            {done && <StatusIcon status="ok" label={t('signOff.signed')} />}
          </li>
        )
      })}
    </ul>
  )
}

interface OrderEditorProps {
  reviewCase: ReviewCase
  report: Report
  order: readonly string[]
  /** How many disciplines the programme asks for. */
  minimum: number
  onOrder(order: readonly string[]): void
  onDone(): void
}

function OrderEditor({ reviewCase, report, order, minimum, onOrder, onDone }: OrderEditorProps) {
  const t = useT()
  const { busy, error, run } = useRun()
  const medical = reviewCase.team.filter(({ user }) => MEDICAL_ROLES.includes(user.role))
  const free = medical.filter(({ user }) => !order.includes(user.id))
  const moved = (from: number, to: number) => {
    const next = [...order]
    next.splice(to, 0, ...next.splice(from, 1))
    return next
  }
  async function save() {
    await run(async () => {
      await client.signOff.setOrder({ caseId: report.caseId, reportId: report.id, userIds: order.map((id) => as(id)) })
      await Promise.all([queryClient.invalidateQueries({ queryKey: ['signOffs', report.caseId] }), queryClient.invalidateQueries({ queryKey: ['reports', report.caseId] })])
      onDone()
    })
  }
  return (
    <div className="s-form">
      {minimum > 1 && <p className="t-small t-2">{t('signOff.order.disciplines', { count: minimum })}</p>}
      <ol className="s-signers">
        {order.map((id, at) => {
          const member = reviewCase.team.find(({ user }) => user.id === id)
          const name = member?.user.name ?? t('common.notStated')
          return (
            <li key={id} className="s-signer">
              <span className="s-place t-3">{at + 1}</span>
              <span className="s-who">
                <strong>{name}</strong>
                {member && <span className="t-small t-2">{t(`role.${member.role}`)}</span>}
              </span>
              <ToolButton icon={UpIcon} size={16} label={t('signOff.order.earlier', { name })} disabled={at === 0} onClick={() => onOrder(moved(at, at - 1))} />
              <ToolButton icon={DownIcon} size={16} label={t('signOff.order.later', { name })} disabled={at === order.length - 1} onClick={() => onOrder(moved(at, at + 1))} />
              <ToolButton icon={CloseIcon} size={16} label={t('signOff.order.remove', { name })} onClick={() => onOrder(order.filter((one) => one !== id))} />
            </li>
          )
        })}
      </ol>
      {free.length > 0 && (
        <Select
          label={t('signOff.order.add')}
          placeholder={t('signOff.order.choose')}
          value={null}
          data={free.map(({ user }) => ({ value: user.id, label: `${user.name}, ${t(`role.${user.role}`)}` }))}
          onChange={(id) => id && onOrder([...order, id])}
        />
      )}
      {error !== null && <ErrorState error={error} />}
      <div className="s-order-acts">
        <Button variant="filled" size="compact-sm" loading={busy} onClick={() => void save()}>
          {t('signOff.order.save')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}
