-- Calls that a vendor counts apart from the rest have a pace of their own, kept like the connection's.
create table family_pace (
  connection_id uuid not null references connection,
  family text not null,
  free_at timestamptz not null,
  primary key (connection_id, family)
);
