-- Grain: one row per row of the file that describes a ticket event.
-- Events that are alike in everything else are told apart by their ordinal; the importer numbers
-- those of a file that brings none in the order of the file.
select
	record_number,
	ticket_id,
	to_instant("at") as "at",
	kind,
	from_value,
	to_value,
	actor,
	actor_kind,
	coalesce(to_count(ordinal), 1) as ordinal,
	note
from mapped
