-- Needs the step `span`: `calendar`, `from_at`, `to_at` and whatever else is to be kept. Adds the
-- business time between the two instants, to the microsecond. It is unknown, not zero, where the
-- end comes before the start, an end is missing or lies outside the clock, or nobody knows the calendar.
with clocked as (
	select
		span.*,
		started.passed_microseconds + case
			when started.is_business then epoch_us(span.from_at) - epoch_us(started.from_at)
			else 0
		end as passed_at_start,
		ended.passed_microseconds + case
			when ended.is_business then epoch_us(span.to_at) - epoch_us(ended.from_at)
			else 0
		end as passed_at_end
	from span
	left join business_clock as started
		on started.calendar = span.calendar
		and started.utc_day = epoch_us(span.from_at) // 86_400_000_000
		and started.from_at <= span.from_at
		and started.to_at > span.from_at
	left join business_clock as ended
		on ended.calendar = span.calendar
		and ended.utc_day = epoch_us(span.to_at) // 86_400_000_000
		and ended.from_at <= span.to_at
		and ended.to_at > span.to_at
)
select
	* exclude (passed_at_start, passed_at_end),
	case when from_at <= to_at then passed_at_end - passed_at_start end as business_microseconds,
	case when from_at <= to_at then (passed_at_end - passed_at_start) / 60_000_000 end
		as business_minutes
from clocked
