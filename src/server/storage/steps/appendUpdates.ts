// A batch of updates of shared documents in one statement, so that an acknowledgement costs one way to the database and back, however many documents it holds.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * append_updates(batch, at, channel, sender): `batch` is a JSON array of {room, caseId, actor, device, data: base64}.
 * Locks the batch's cases in one order (two processes never wait for each other; signing takes the same lock), leaves out frozen rooms and erased cases,
 * and announces what it stored when `channel` is given. Returns the rooms that were stored.
 */
const APPEND_UPDATES = `
create function append_updates(batch json, stored_at text, channel text, sender text) returns setof text language plpgsql volatile as $$
declare
  one uuid;
  kept record;
  part bigint[];
begin
  for one in select distinct (entry->>'caseId')::uuid as id from json_array_elements(batch) as entry order by id loop
    perform pg_advisory_xact_lock(hashtextextended(one::text, 0));
  end loop;
  for kept in
    with entries as (
      select entry->>'room' as room, (entry->>'caseId')::uuid as case_id, entry->>'actor' as actor, entry->>'device' as device, decode(entry->>'data', 'base64') as data, n
      from json_array_elements(batch) with ordinality as listed(entry, n)
    ), stored as (
      insert into doc_update (room, case_id, actor, device, at, data)
      select e.room, e.case_id, e.actor, e.device, stored_at, e.data from entries e
      where not exists (select 1 from doc_frozen f where f.room = e.room) and not exists (select 1 from erased_case d where d.case_id = e.case_id)
      order by e.n
      returning doc_update.room, doc_update.seq
    )
    select s.room, array_agg(s.seq order by s.seq) as seqs from stored s group by s.room
  loop
    return next kept.room;
    insert into doc_head (room, case_id, head) values (kept.room, (select u.case_id from doc_update u where u.seq = kept.seqs[1]), kept.seqs[cardinality(kept.seqs)])
      on conflict (room) do update set head = greatest(doc_head.head, excluded.head);
    if channel is not null then
      -- A notice carries 8,000 bytes.
      for start_at in 1..cardinality(kept.seqs) by 300 loop
        part := kept.seqs[start_at:start_at + 299];
        perform pg_notify(channel, json_build_object('from', sender, 'room', kept.room, 'seqs', to_json(part))::text);
      end loop;
    end if;
  end loop;
end $$`

export const appendUpdates: Migration = {
  async up(db: Kysely<unknown>) {
    // What every workstation asks for every few seconds is not counted from the whole log.
    await sql.raw('create table doc_head (room text primary key, case_id uuid not null, head bigint not null)').execute(db)
    await sql.raw('create index doc_head_case on doc_head (case_id)').execute(db)
    await sql.raw('insert into doc_head (room, case_id, head) select room, case_id, max(seq) from doc_update group by room, case_id').execute(db)
    await sql.raw(APPEND_UPDATES).execute(db)
  },
}
