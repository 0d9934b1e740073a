-- Grain: one row. The newest instant at which a ticket source says that something happened: the
-- state "as of" is the state then. Planned, due and work dates never move it.
with instant as (
	select max(created_at) as newest from ticket
	union all
	select max(updated_at) from ticket
	union all
	select max("at") from ticket_event
)
select least(max(newest), (select max(imported_at) from import)) as as_of from instant
