-- An appeal or complaint that was upheld took its request up again, and when that was answered.
alter table appeal add column reopened_at timestamptz;
alter table appeal add column answered_again_at timestamptz;
create index appeal_reopened on appeal (request_id) where reopened_at is not null and answered_again_at is null;

-- An extension whose notice was ordered and has not gone out: until then it extends nothing.
create table clock_extension_order (
  request_id uuid primary key references request,
  reason text not null,
  until date,
  new_due date not null,
  ordered_at timestamptz not null,
  ordered_by text not null
);

-- Who has the link: an officer, or the person by the last letter that had one. Neither ends the other's.
alter table status_link add column given_by text not null default 'OFFICER' check (given_by in ('OFFICER', 'LETTER'));
alter table status_link alter column given_by drop default;
alter table status_link drop constraint status_link_pkey;
alter table status_link add primary key (request_id, given_by);
