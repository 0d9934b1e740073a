-- Needs the step `countdown`: `calendar`, `from_at`, `remaining_microseconds` and whatever else is
-- to be kept. Adds `due_at`, the first instant at which so much business time has passed since:
-- a target that is used up as business closes is due then, and not as it opens again. One that was
-- used up before is due at once; one that the clock does not reach is due nobody knows when.
with clocked as (
	select
		countdown.*,
		started.passed_microseconds + case
			when started.is_business then epoch_us(countdown.from_at) - epoch_us(started.from_at)
			else 0
		end + countdown.remaining_microseconds as passed_when_due
	from countdown
	left join business_clock as started
		on started.calendar = countdown.calendar
		and started.utc_day = epoch_us(countdown.from_at) // 86_400_000_000
		and started.from_at <= countdown.from_at
		and started.to_at > countdown.from_at
)
select
	clocked.* exclude (passed_when_due),
	case
		when clocked.remaining_microseconds <= 0 then clocked.from_at
		else make_timestamptz(
			epoch_us(reached.from_at) + clocked.passed_when_due - reached.passed_before
		)
	end as due_at
from clocked
left join business_clock_inverse as reached
	on reached.calendar = clocked.calendar
	and reached.business_day = (clocked.passed_when_due - 1) // 86_400_000_000
	and reached.passed_before < clocked.passed_when_due
	and reached.passed_after >= clocked.passed_when_due
