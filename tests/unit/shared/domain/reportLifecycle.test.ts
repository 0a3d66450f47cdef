import { expect, test } from 'vitest'
import { MEDICAL_ROLES, ROLES } from '#shared/domain/people.ts'
import { AMENDMENT_KINDS, REPORT_STATUSES } from '#shared/domain/report.ts'
import { lifecycleStep, REPORT_ACTIONS, signedStatus } from '#shared/domain/reportLifecycle.ts'

// The table as safety.md §7 and FHIR R4 (DiagnosticReport.status) say it, written out apart from the code: state, action, roles, outcome.
// "-" = refused for everybody by the state; "nobody" = the state allows it, but it is no person's act: the server countersigns.
const EXPECTED = `
preliminary       edit     medical psychologist caseManager  preliminary
preliminary       coSign   medical                           preliminary
preliminary       sign     medical                           final
preliminary       countersign  -                                 notSigned
preliminary       amend    -                                 notSigned
preliminary       addendum     -                                 notSigned
preliminary       withdraw -                                 notSigned
preliminary       cancel   medical caseManager               cancelled
preliminary       release  -                                 notSigned
preliminary       extract      -                                 notSigned
final             edit     -                                 alreadySigned
final             coSign   -                                 alreadySigned
final             sign     -                                 alreadySigned
final             countersign  nobody                            role
final             amend    medical                           final+
final             addendum     medical                           final+
final             withdraw medical                           entered-in-error
final             cancel   -                                 alreadySigned
final             release  physician chair caseManager       final
final             extract      physician chair caseManager       final
amended           edit     -                                 alreadySigned
amended           coSign   -                                 alreadySigned
amended           sign     -                                 alreadySigned
amended           countersign  nobody                            role
amended           amend    medical                           amended+
amended           addendum     medical                           amended+
amended           withdraw medical                           entered-in-error
amended           cancel   -                                 alreadySigned
amended           release  physician chair caseManager       amended
amended           extract      physician chair caseManager       amended
corrected         edit     -                                 alreadySigned
corrected         coSign   -                                 alreadySigned
corrected         sign     -                                 alreadySigned
corrected         countersign  nobody                            role
corrected         amend    medical                           corrected+
corrected         addendum     medical                           corrected+
corrected         withdraw medical                           entered-in-error
corrected         cancel   -                                 alreadySigned
corrected         release  physician chair caseManager       corrected
corrected         extract      physician chair caseManager       corrected
appended          edit     -                                 alreadySigned
appended          coSign   -                                 alreadySigned
appended          sign     -                                 alreadySigned
appended          countersign  nobody                            role
appended          amend    medical                           appended+
appended          addendum     medical                           appended+
appended          withdraw medical                           entered-in-error
appended          cancel   -                                 alreadySigned
appended          release  physician chair caseManager       appended
appended          extract      physician chair caseManager       appended
entered-in-error  edit     -                                 withdrawn
entered-in-error  coSign   -                                 withdrawn
entered-in-error  sign     -                                 withdrawn
entered-in-error  countersign  -                                 withdrawn
entered-in-error  amend    medical                           entered-in-error+
entered-in-error  addendum     -                                 withdrawn
entered-in-error  withdraw -                                 withdrawn
entered-in-error  cancel   -                                 withdrawn
entered-in-error  release  -                                 withdrawn
entered-in-error  extract      -                                 withdrawn
cancelled         edit     -                                 closed
cancelled         coSign   -                                 closed
cancelled         sign     -                                 closed
cancelled         countersign  -                                 closed
cancelled         amend    -                                 closed
cancelled         addendum     -                                 closed
cancelled         withdraw -                                 closed
cancelled         cancel   -                                 closed
cancelled         release  -                                 closed
cancelled         extract      -                                 closed
`

function expectedRows() {
  return EXPECTED.trim()
    .split('\n')
    .map((line) => {
      const words = line.split(/\s+/)
      const roles = words.slice(2, -1).flatMap((word) => (word === 'medical' ? [...MEDICAL_ROLES] : word === '-' || word === 'nobody' ? [] : [word]))
      return { status: words[0]!, action: words[1]!, roles, outcome: words.at(-1)! }
    })
}

test('every state, action and role has exactly the outcome of the table', () => {
  const rows = expectedRows()
  let seen = 0
  for (const status of REPORT_STATUSES) {
    for (const action of REPORT_ACTIONS) {
      const row = rows.find((one) => one.status === status && one.action === action)
      expect(row, `${status} ${action} is in the table`).toBeDefined()
      for (const role of ROLES) {
        const step = lifecycleStep(status, action, role, { number: 1, amendmentKind: 'amended' })
        const { roles, outcome } = row!
        const expected = roles.length === 0 ? { allowed: false, why: outcome } : roles.includes(role) ? { allowed: true, next: outcome.replace('+', ''), opens: outcome.endsWith('+') } : { allowed: false, why: 'role' }
        expect(step, `${status} × ${action} × ${role}`).toEqual(expected)
        seen++
      }
    }
  }
  expect(seen).toBe(7 * 10 * 15)
  expect(rows).toHaveLength(7 * 10)
})

test('a further version becomes what it was begun as; nothing leads out of cancelled', () => {
  for (const kind of AMENDMENT_KINDS) {
    expect(signedStatus({ number: 2, amendmentKind: kind })).toBe(kind)
    expect(lifecycleStep('preliminary', 'sign', 'surgeon', { number: 2, amendmentKind: kind })).toEqual({ allowed: true, next: kind, opens: false })
  }
})
