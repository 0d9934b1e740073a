-- How a cell is read. The importer adds `parse_instant(text)` for the dates of the file at hand,
-- since their order and zone are decided per file. Text that can't be read becomes null here and
-- is reported by the importer; nothing is guessed.

-- Exports write a missing value in many ways; each of them is a null.
create or replace temp macro clean(cell) as
	case when trim(cell) in ('', '?', '-', '--', 'null', 'NULL', 'N/A', 'n/a') then null else trim(cell) end;

-- Sentinels that systems store in place of "no date".
create or replace temp macro is_sentinel(instant) as
	year(instant) <= 1900 or year(instant) >= 2099 or epoch(instant) = 0;

create or replace temp macro to_instant(cell) as
	case when is_sentinel(parse_instant(cell)) then null else parse_instant(cell) end;

-- A day is the day that was written, whatever the zone.
create or replace temp macro to_day(cell) as
	case when is_sentinel(parse_local(cell)) then null else parse_local(cell)::date end;

-- Plain numbers, and thousands marks only where they can be nothing else.
create or replace temp macro to_number(cell) as
	case
		when regexp_matches(cell, '^[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$')
			then try_cast(replace(cell, ',', '') as decimal(18, 4))
		when regexp_matches(cell, '^[+-]?[0-9]*\.?[0-9]+$') then try_cast(cell as decimal(18, 4))
	end;

create or replace temp macro to_count(cell) as
	case when regexp_matches(cell, '^[+-]?[0-9]+(\.0+)?$') then try_cast(try_cast(cell as double) as integer) end;

create or replace temp macro to_flag(cell) as
	case
		when lower(cell) in ('true', 'yes', 'y', '1') then true
		when lower(cell) in ('false', 'no', 'n', '0') then false
	end;
