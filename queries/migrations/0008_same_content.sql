-- What an import read, so that a file that is loaded again is known as the same; unknown where it
-- read none. The store knows it for all imports and fills it in at each build.
alter table import add column sha256 varchar;

-- Grain: one row per reason for which a row in force could not be used. Content that was read more
-- than once for a source, to put rows right or by chance, is spoken of by its last reading in force.
create or replace view open_quarantine as
select quarantined_row.*
from quarantined_row
join import using (import_id)
where not is_undone
	and not exists (
		select 1
		from import as later
		where later.source = import.source and later.sha256 = import.sha256
			and not later.is_undone and later.import_id > import.import_id
	);
