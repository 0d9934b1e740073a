-- Grain: one row. The whole UTC days that business clocks cover, none while nothing is imported:
-- from the first instant that any ticket, event or time entry tells of to two years after the last
-- import, in which a target may run on. A year before 1990 is a typing error and outside.
with first_instant as (
	select min(created_at) as first_at from ticket
	union all
	select min("at") from ticket_event
	union all
	select min(least(started_at, timezone('UTC', worked_on::timestamp))) from time_entry
)
select
	greatest(
		timezone('UTC', min(coalesce(first_at, imported_at)))::date - 1,
		date '1990-01-01'
	) as starts_on,
	timezone('UTC', max(imported_at) + interval 17520 hour)::date as ends_on
from first_instant
cross join import
where not import.is_undone
having max(imported_at) is not null
