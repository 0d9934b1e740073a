-- Where an import stands among the others of its source: at its own place, or at that of the import
-- whose file it reads again with rows put right, or of whose missing records it says that they went.
-- An old file that is put right today thereby does not overrule what newer files brought.
alter table import add column place integer;
update import set place = coalesce(corrects, import_id);

-- Grain: one row per reason for which a row in force could not be used. A file that was read again to
-- put rows right is spoken of by its last reading in force.
create or replace view open_quarantine as
select quarantined_row.*
from quarantined_row
join import using (import_id)
where not is_undone
	and not exists (
		select 1
		from import as later
		where later.corrects = import.place and not later.is_undone
			and later.import_id > import.import_id
	);
