-- Grain: one row per zone of a calendar and unbroken time at one offset from UTC, half-open; the
-- last has no end. Instants are asked for their local time, which has one answer always; a local
-- time may have two or none.
with day as (
	select
		zone.time_zone,
		unnest(range(
			epoch_us(clock_span.starts_on - 3),
			epoch_us(clock_span.ends_on + 3),
			86_400_000_000
		)) as at_us
	from clock_span
	cross join (select distinct time_zone from calendar) as zone
),
day_with_offset as (
	select
		time_zone,
		at_us,
		epoch_us(timezone(time_zone, make_timestamptz(at_us))) - at_us as offset_us
	from day
),
changing_day as (
	select time_zone, at_us
	from day_with_offset
	qualify lead(offset_us) over (partition by time_zone order by at_us) <> offset_us
),
instant as (
	select time_zone, min(at_us) as at_us
	from day
	group by time_zone
	union all
	-- Clocks change at whole minutes.
	select time_zone, unnest(range(at_us, at_us + 86_400_000_001, 60_000_000))
	from changing_day
),
instant_with_offset as (
	select
		time_zone,
		at_us,
		epoch_us(timezone(time_zone, make_timestamptz(at_us))) - at_us as offset_us
	from instant
),
change as (
	select time_zone, at_us, offset_us
	from instant_with_offset
	qualify offset_us is distinct from lag(offset_us) over (partition by time_zone order by at_us)
)
select
	time_zone,
	make_timestamptz(at_us) as from_at,
	make_timestamptz(lead(at_us) over later) as to_at,
	-- The local time that this offset does not reach any more.
	coalesce(make_timestamp(lead(at_us) over later + offset_us), 'infinity') as ends_before,
	offset_us as offset_microseconds
from change
window later as (partition by time_zone order by at_us)
