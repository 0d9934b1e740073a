-- Grain: one row per unused record, with the reason if it is part of a report's layout and names
-- nothing: a header printed again, a total, the name of a group, a note at the end. Told by shape
-- alone: what carries a date or an id is never one. `cells` of `unused_row` are those of a record
-- with as many cells as the header; one that was too short to be read has its text in `raw` instead.
-- `$header` are the names of the columns.
with shaped as (
	select
		record_number,
		raw,
		clean(cells[1]) is not null as starts_in_first,
		list_filter(cells, lambda cell: clean(cell) is not null) as filled
	from unused_row
),
described as (
	select
		*,
		coalesce(filled[1], ltrim(raw, '"')) as first_cell,
		-- An amount may have a unit of up to three letters behind it, or a currency beside it.
		len(list_filter(
			coalesce(filled[2:], [regexp_replace(raw, '^("[^"]*"|[^,;|\t]*)', '')]),
			lambda cell: regexp_matches(cell, '\p{L}{4}') or regexp_matches(cell, '\d[-/.]\d{1,2}[-/.]\d')
				or regexp_matches(cell, '\p{L}[-_/#]?\d')
				or (regexp_matches(cell, '\p{L}') and not regexp_matches(cell, '\d|^[A-Z]{3}$'))
		)) = 0 as has_only_amounts
	from shaped
)
select
	record_number,
	case
		when raw is null and len(filled) = 0 or regexp_full_match(raw, '[\s\x1a]*') then 'no value in any cell'
		when filled = list_filter($header::varchar[], lambda name: name <> '') then 'the header once more'
		when has_only_amounts and is_total(first_cell) then 'totals'
		when raw is null and len($header::varchar[]) > 3 and len(filled) = 1 and starts_in_first
			and (first_cell like '% %' or not regexp_matches(first_cell, '\d')) then 'headings or notes'
		when regexp_matches(raw, '^\p{L}[^\s",;|\t]* [^\n\r",;|\t]*$|^"\p{L}[^"]* [^"]*"$')
			then 'headings or notes'
	end as reason
from described
where reason is not null
