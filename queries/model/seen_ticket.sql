-- Grain: one row per ticket and import in force that had it, in the order of the exports, of the
-- tickets that were not the same in all of them. A file that was read again with rows put right is
-- one export, as it was read last.
with export as (
	select
		import.import_id,
		any_value(first_reading.imported_at) as imported_at,
		least(coalesce(max(export_instant.newest_at), any_value(first_reading.imported_at)),
			any_value(first_reading.imported_at)) as seen_at
	from import
	join import as first_reading on first_reading.import_id = import.place
	left join export_instant on export_instant.import_id = import.import_id
	where not import.is_undone
		and not exists (
			select 1
			from import as later
			where later.corrects = import.place and not later.is_undone
				and later.import_id > import.import_id
		)
	group by import.import_id
),
changed as (
	select record_id from ticket_version group by record_id having count(*) > 1
),
seen as (
	select record_id, import_id, import_id as content_import_id
	from ticket_version
	where record_id in (select record_id from changed)
	union all
	select record_id, import_id, content_import_id
	from sighting
	where relation = 'ticket' and record_id in (select record_id from changed)
)
select
	version.record_id as ticket_key,
	version.source,
	version.ticket_id,
	-- By the exports and not by the imports: an old export may be loaded after a newer one.
	row_number() over (partition by version.record_id order by export.seen_at, seen.import_id) as place,
	export.seen_at,
	export.imported_at,
	version.status,
	version.priority,
	version.assignee,
	version.queue,
	version.updated_at,
	coalesce(version.resolved_at, version.closed_at) as ended_at
from seen
join export on export.import_id = seen.import_id
join ticket_version as version
	on version.record_id = seen.record_id and version.import_id = seen.content_import_id
