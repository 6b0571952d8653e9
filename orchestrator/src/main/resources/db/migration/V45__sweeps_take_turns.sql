-- When the sweep over erased objects last took the object up; those that have waited longest come first.
alter table leg_object add column swept_at timestamptz;
