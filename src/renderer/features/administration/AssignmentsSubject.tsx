// Who works on which case: number, stage and people; legal hold and erasure. No patient, no illness.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Assignment, ServerPolicy, ServerUser } from '#shared/contract/service/administration.contract.ts'
import { OFFICE_ROLES } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { ReasonButton } from './ReasonButton.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

export function AssignmentsSubject() {
  const t = useT()
  const format = useFormat()
  const list = useOfficeList('assignments', () => client.administration.assignments())
  const users = useOfficeList('users', () => client.administration.users()).data ?? []
  const rules = useOfficeList('policy', () => client.administration.policy()).data?.policy
  const { busy, error, run } = useOfficeChange()
  const [erased, setErased] = useState<string | null>(null)
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      {erased && (
        <p className="admin-said" role="status">
          {t('administration.erased')} <code>{erased}</code>
        </p>
      )}
      <OfficeTable
        label={t('administration.subject.assignments')}
        columns={[t('administration.case'), t('administration.state'), t('administration.team'), t('administration.lastChange'), t('administration.kept'), '']}
        list={list}
        empty={t('administration.noCases')}
        row={(row) => (
          <tr key={row.caseId}>
            <td className="t-number">{row.caseNumber}</td>
            <td>{[t(`stage.${row.stage}`), ...(row.held ? [t('administration.held')] : [])].join(' · ')}</td>
            <td>
              <Members row={row} users={users} busy={busy} run={run} />
            </td>
            <td className="t-2 t-number">{row.lastChangeAt ? format.instant(row.lastChangeAt) : ''}</td>
            <td>
              <Kept row={row} rules={rules} busy={busy} run={run} />
            </td>
            <td className="t-end">
              <div className="admin-actions">
                <ReasonButton
                  label={t(row.held ? 'administration.release' : 'administration.hold')}
                  about={row.caseNumber}
                  busy={busy}
                  onConfirm={(reason) => void run(() => client.administration.hold({ caseId: row.caseId, held: !row.held, reason }))}
                />
                {!row.held && row.keptUntil !== null && Date.parse(row.keptUntil) <= Date.now() && (
                  <ReasonButton
                    label={t('administration.erase')}
                    about={row.caseNumber}
                    busy={busy}
                    onConfirm={(reason) => void run(() => client.administration.erase({ caseId: row.caseId, reason })).then((answer) => answer && setErased(answer.proof))}
                  />
                )}
              </div>
            </td>
          </tr>
        )}
      />
    </>
  )
}

interface KeptProps {
  row: Assignment
  rules: ServerPolicy | undefined
  busy: boolean
  run: ReturnType<typeof useOfficeChange>['run']
}

/** Until when a case is kept, and by which region's rule. */
function Kept({ row, rules, busy, run }: KeptProps) {
  const t = useT()
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const own = rules?.region ?? ''
  const inForce = row.region ?? own
  const named = [own, ...(rules?.regions ?? []).map(({ region }) => region)]
  const isNamed = row.region === null || named.includes(row.region)
  const picked = chosen ?? inForce
  return (
    <div>
      <span className="t-number">{row.keptUntil === null ? t('administration.keptAfter', { count: row.retentionYears }) : format.instant(row.keptUntil)}</span>
      {(named.length > 1 || row.region !== null) && (
        <div className="admin-actions" style={{ justifyContent: 'flex-start' }}>
          <Select size="xs" w="6.5rem" allowDeselect={false} aria-label={`${t('administration.keptBy')}: ${row.caseNumber}`} data={isNamed ? named : [...named, inForce]} value={picked} onChange={setChosen} />
          {picked !== inForce && (
            <ReasonButton
              label={t('administration.change')}
              about={row.caseNumber}
              busy={busy}
              onConfirm={(reason) => void run(() => client.administration.setRegion({ caseId: row.caseId, region: picked === own ? null : picked, reason })).then(() => setChosen(null))}
            />
          )}
        </div>
      )}
      {!isNamed && <p className="t-small t-warn">{t('administration.regionUnnamed')}</p>}
    </div>
  )
}

interface MembersProps {
  row: Assignment
  users: readonly ServerUser[]
  busy: boolean
  run: ReturnType<typeof useOfficeChange>['run']
}

function Members({ row, users, busy, run }: MembersProps) {
  const t = useT()
  const [chosen, setChosen] = useState<string | null>(null)
  const candidates = users.filter(({ user, disabledAt }) => disabledAt === null && !OFFICE_ROLES.includes(user.role) && !row.members.some((m) => m.user.id === user.id))
  return (
    <div>
      {row.members.map(({ user, owner }) => (
        <div key={user.id} className="admin-actions" style={{ justifyContent: 'flex-start' }}>
          <span>
            {user.name} <span className="t-3">{owner ? t('administration.owner') : t(`role.${user.role}`)}</span>
          </span>
          {!owner && <ReasonButton label={t('administration.takeOff')} about={user.name} busy={busy} onConfirm={(reason) => void run(() => client.administration.unassignPerson({ caseId: row.caseId, userId: user.id, reason }))} />}
        </div>
      ))}
      {candidates.length > 0 && (
        <div className="admin-actions" style={{ justifyContent: 'flex-start' }}>
          <Select size="xs" aria-label={`${t('administration.putOn')}: ${row.caseNumber}`} placeholder={t('administration.putOn')} data={candidates.map(({ user }) => ({ value: user.id, label: user.name }))} value={chosen} onChange={setChosen} />
          <Button size="xs" variant="subtle" disabled={busy || !chosen} onClick={() => chosen && void run(() => client.administration.assignPerson({ caseId: row.caseId, userId: as(chosen) })).then(() => setChosen(null))}>
            {t('administration.add')}
          </Button>
        </div>
      )}
    </div>
  )
}
