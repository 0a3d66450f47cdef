// What a list names and did not arrive was counted among what was refused: from here on it is missing.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 133,
  name: 'missing items',
  up(tx) {
    tx.run("UPDATE import_item SET outcome = 'missing' WHERE outcome = 'rejected' AND code = 'listedMissing'")
  },
}
