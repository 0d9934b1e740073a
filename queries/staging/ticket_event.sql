-- Grain: one row per row of the file that describes a ticket event.
-- The ordinal tells apart events that are alike in everything else; a file that brings none is
-- numbered in its own order.
select
	record_number,
	ticket_id,
	to_instant("at") as "at",
	kind,
	from_value,
	to_value,
	actor,
	actor_kind,
	coalesce(
		to_count(ordinal),
		row_number() over (
			partition by ticket_id, "at", kind, from_value, to_value order by record_number
		)
	)::integer as ordinal
from mapped
