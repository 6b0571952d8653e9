-- How a request ended, and how well an erasure is proved: the names of the enums Outcome and Verdict, and no other.
alter table request add constraint request_outcome_known
  check (outcome in ('FULFILLED', 'FULFILLED_WITH_EXCEPTIONS', 'NOTHING_FOUND', 'REFUSED'));
alter table leg add constraint leg_verdict_known
  check (verdict in ('CLAIMED', 'ATTESTED', 'OBSERVED_ABSENT', 'RECHECKED', 'UNVERIFIABLE'));
-- A vendor's name of a file may name a person. It stands in the package, sealed; the manifest in the record numbers the files.
update offboarding set export_manifest = jsonb_set(export_manifest::jsonb, '{files}', (
  select coalesce(jsonb_agg(f.entry || jsonb_build_object('file', f.n::text) order by f.n), '[]'::jsonb)
  from jsonb_array_elements(export_manifest::jsonb -> 'files') with ordinality as f (entry, n)))::text
where export_manifest is not null;
