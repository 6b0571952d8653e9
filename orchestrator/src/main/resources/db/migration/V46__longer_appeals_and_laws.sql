-- That the decision on an appeal takes longer, while its notice is on its way: until it has gone out nothing takes longer.
alter table appeal add column longer_reason text;
alter table appeal add column longer_due date;
alter table appeal add column longer_ordered_at timestamptz;
alter table appeal add column longer_ordered_by text;
alter table appeal add check (num_nonnulls(longer_reason, longer_due, longer_ordered_at, longer_ordered_by) in (0, 4));
alter table appeal add check (longer_reason is null or kind = 'APPEAL');

-- The rules, by their ids, whose laws took one of an extension's reasons when it was entered or ordered: the person was told a day by it,
-- whatever the rules say since. Null of what is older, which an officer judged alone: that counts under every law. The codes of the
-- reasons stand in "reason", joined with commas; of what is older there is one.
alter table clock_event add column taken_by text[];
alter table clock_extension_order add column taken_by text[];

-- The letter that told the person that it takes longer, or is to do so; null where it was another way. Of an order that waits it is the
-- newest that may still go out. Events stay as they were written: an older one was told by the letter of its day.
alter table clock_event add column letter uuid;
alter table clock_extension_order add column letter uuid;
alter table appeal add column extension_letter uuid;
update clock_extension_order o set letter = (
    select l.id from letter l
    where l.request_id = o.request_id and l.kind = 'EXTENSION' and l.state <> 'CANCELLED'
    order by l.seq desc limit 1);

-- Each law under one name: what was kept as the id of a regime's own rule has the regime's name.
update request set also_under = (
    select array_agg(coalesce(known.name, named.law) order by named.n)
    from unnest(also_under) with ordinality as named (law, n)
      left join (values ('eu-gdpr', 'GDPR'), ('uk-gdpr', 'UK_GDPR'), ('us-ca-ccpa', 'CCPA'), ('us-ca-delete-act', 'CA_DELETE_ACT'),
        ('us-va-vcdpa', 'VCDPA'), ('us-ct-ctdpa', 'CTDPA'), ('us-co-cpa', 'CPA'), ('br-lgpd', 'LGPD'), ('ca-pipeda', 'PIPEDA'),
        ('ca-qc-p39', 'LAW_25'), ('ch-fadp', 'FADP')) as known (id, name) on known.id = named.law)
  where also_under && array['eu-gdpr', 'uk-gdpr', 'us-ca-ccpa', 'us-ca-delete-act', 'us-va-vcdpa', 'us-ct-ctdpa', 'us-co-cpa', 'br-lgpd',
    'ca-pipeda', 'ca-qc-p39', 'ch-fadp'];
-- All laws of a request, to find it by any of them.
alter table request add column laws text[] not null generated always as (array_append(also_under, regime)) stored;
create index request_by_law on request using gin (laws);
drop index request_by_regime;

-- A denial or a withdrawal kept the grounds of the answer that was to be given. What a denial was for is in the evidence; only
-- rows that say otherwise are touched.
with denied as (
  select r.id, coalesce((
      select array_agg(substr(g.event, 8) order by g.seq) from evidence g
      where g.request_id = r.id and g.leg_id is null and g.event like 'GROUND\_%' and g.to_state = 'DENIED'
        and g.seq > (select max(d.seq) from evidence d where d.request_id = r.id and d.leg_id is null
                     and d.event = 'DENY' and d.to_state = 'DENIED')), '{}') as grounds
  from request r where r.state = 'DENIED' and r.refusal_grounds <> '{}')
update request r set refusal_grounds = denied.grounds from denied
  where denied.id = r.id and denied.grounds <> r.refusal_grounds;
update request set refusal_grounds = '{}' where state in ('WITHDRAWING', 'WITHDRAWN') and refusal_grounds <> '{}';
