-- When a letter last came back: what went out before then has told nobody anything.
alter table letter add column returned_at timestamptz;
update letter l set returned_at = o.ordered_at from clock_extension_order o
where o.letter = l.id and o.ordered_at > l.sent_at;
