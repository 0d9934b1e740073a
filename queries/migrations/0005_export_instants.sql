-- Grain: one row per import and relation in which something happened at an instant: the newest one
-- that its rows speak of, unchanged rows included, and none after the import. It is the nearest
-- that anybody can say of when the file was exported.
create table export_instant (
	import_id integer,
	newest_at timestamptz
);
