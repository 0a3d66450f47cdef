// A listed image belongs to a series of one study; of those noted before, the study is not known and every study of the series counts them as before.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 142,
  name: 'listed image study',
  up(tx) {
    tx.run('ALTER TABLE listed_image ADD COLUMN study_uid TEXT')
  },
}
