-- Grain: one row. The newest instant at which a ticket source says that something happened: the
-- state "as of" is the state then. Planned, due and work dates never move it, nor does an instant
-- that had not come when the data was imported, unless there is no other.
with import_time as (
	select max(imported_at) as imported_at from import where not is_undone
),
newest as (
	select max(created_at) as newest, max(created_at) filter (where created_at <= imported_at) as come
	from ticket cross join import_time
	union all
	select max(updated_at), max(updated_at) filter (where updated_at <= imported_at)
	from ticket cross join import_time
	union all
	select max(ended_at), max(ended_at) filter (where ended_at <= imported_at)
	from (
		select unnest([first_response_at, resolved_at, closed_at]) as ended_at from ticket
	) cross join import_time
	union all
	select max("at"), max("at") filter (where "at" <= imported_at)
	from ticket_event cross join import_time
)
select
	case
		when max(come) is not null then max(come)
		when max(newest) is not null then (select imported_at from import_time)
	end as as_of
from newest
