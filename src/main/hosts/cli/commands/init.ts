// `init`: makes a store with its first profile.
import { ROLES, Role } from '#shared/domain/people.ts'
import { type Command, requiredText } from '../command.ts'
import { CommandEnd, EXIT } from '../exits.ts'
import { passphraseOf, STORE_OPTIONS, withStore } from '../withStore.ts'

export const init: Command = {
  usage: '--store DIR --name NAME --role ROLE [--licence NUMBER]',
  does: 'makes a store with its first profile; prints the recovery code once',
  options: { ...STORE_OPTIONS, name: { type: 'string' }, role: { type: 'string' }, licence: { type: 'string' } },
  arguments: [0, 0],
  run: (call) => {
    const name = requiredText(call, 'name')
    const role = Role.safeParse(requiredText(call, 'role'))
    if (!role.success) throw new CommandEnd(EXIT.usage, `--role knows: ${ROLES.join(', ')}`)
    const licence = call.values.licence
    const passphrase = passphraseOf(call)
    return withStore(call, async ({ client, storeId }) => {
      const { profiles } = await client.profile.status()
      if (profiles.length > 0) throw new CommandEnd(EXIT.notAllowed, 'the store has a profile already')
      const { user, recoveryCode } = await client.profile.create({ name, role: role.data, licence: typeof licence === 'string' ? licence : null, passphrase })
      return {
        json: { storeId: storeId(), userId: user.id, recoveryCode },
        text: [`profile ${user.id}`, `Recovery code, shown only now; keep it on paper: ${recoveryCode}`],
      }
    })
  },
}
