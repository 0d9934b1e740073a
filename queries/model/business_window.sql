-- Grain: one row per calendar, local day and window of business that opens on it, as instants. A
-- window opens and closes when the clock on the wall first reads its time or a later one, so it
-- has the time that really passes where it holds an hour that is skipped or repeated.
with version as (
	select
		calendar,
		time_zone,
		valid_from,
		coalesce(valid_from, '-infinity') as starts_on,
		coalesce(lead(valid_from) over later, 'infinity') as ends_before
	from calendar
	window later as (partition by calendar order by valid_from nulls first)
),
local_day as (
	-- Zones are up to a day apart, and a window lasts up to a day.
	select unnest(generate_series(starts_on - 2, ends_on + 2, interval 1 day))::date as local_on
	from clock_span
),
calendar_day as (
	select version.calendar, version.time_zone, version.valid_from, local_day.local_on
	from version
	join local_day on local_day.local_on >= version.starts_on and local_day.local_on < version.ends_before
),
hours as (
	select calendar_day.*, calendar_window.opens, calendar_window.closes
	from calendar_day
	join calendar_window
		on calendar_window.calendar = calendar_day.calendar
		and calendar_window.valid_from is not distinct from calendar_day.valid_from
		and calendar_window.weekday = isodow(calendar_day.local_on)
	anti join holiday
		on holiday.calendar = calendar_day.calendar and holiday.holiday_on = calendar_day.local_on
	union all
	-- A holiday has the hours that it names itself, mostly none.
	select calendar_day.*, holiday.opens, holiday.closes
	from calendar_day
	join holiday
		on holiday.calendar = calendar_day.calendar and holiday.holiday_on = calendar_day.local_on
	where holiday.opens is not null
),
wall as (
	select
		calendar,
		time_zone,
		local_on,
		local_on + opens as opens_wall,
		-- 22:00 to 06:00 ends on the next day.
		local_on + closes + case when closes <= opens then interval 1 day else interval 0 day end
			as closes_wall
	from hours
),
placed as (
	select
		wall.calendar,
		wall.local_on,
		greatest(
			opening.from_at,
			make_timestamptz(epoch_us(opens_wall) - opening.offset_microseconds)
		) as opens_at,
		greatest(
			closing.from_at,
			make_timestamptz(epoch_us(closes_wall) - closing.offset_microseconds)
		) as closes_at
	from wall
	asof join zone_offset as opening
		on opening.time_zone = wall.time_zone and wall.opens_wall < opening.ends_before
	asof join zone_offset as closing
		on closing.time_zone = wall.time_zone and wall.closes_wall < closing.ends_before
)
select calendar, local_on, opens_at, closes_at
from placed
-- A window may lie in the skipped hour as a whole.
where opens_at < closes_at
