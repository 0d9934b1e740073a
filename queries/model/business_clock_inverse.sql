-- Grain: one row per calendar, stretch of business and day's worth of business time that it reaches
-- into: which stretch the clock is in once so much business time has passed.
with stretch as (
	select
		calendar,
		from_at,
		passed_microseconds as passed_before,
		passed_microseconds + epoch_us(to_at) - epoch_us(from_at) as passed_after
	from business_clock
	where is_business
)
select
	calendar,
	unnest(range(
		passed_before // 86_400_000_000,
		(passed_after - 1) // 86_400_000_000 + 1
	)) as business_day,
	from_at,
	passed_before,
	passed_after
from stretch
