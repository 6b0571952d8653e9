-- How many people have approved a plan; a policy that asks nobody counts as none.
alter table request add column approvals int not null default 0;
update request r set approvals = (select count(*) from evidence e
  where e.request_id = r.id and e.event in ('FIRST_APPROVAL', 'APPROVE') and e.actor <> 'SYSTEM');
