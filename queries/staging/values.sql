-- How a cell is read. The importer adds `parse_instant(text)` for the dates of the file at hand,
-- since their order and zone are decided per file. Text that can't be read becomes null here and
-- is reported by the importer; nothing is guessed.

-- Exports write a missing value in many ways; each of them is a null.
create or replace temp macro clean(cell) as
	case when trim(cell) in ('', '?', '-', '--', 'null', 'NULL', 'N/A', 'n/a') then null else trim(cell) end;

-- Sentinels that systems store in place of "no date".
create or replace temp macro is_sentinel(instant) as
	instant < '1901-01-01' or instant >= '2099-01-01' or epoch_us(instant) = 0;

-- The same test in a form that DuckDB works out once for each cell.
create or replace temp macro to_instant(cell) as
	case
		when parse_instant(cell) between timestamptz '1901-01-01 00:00:00+00' and timestamptz '2098-12-31 23:59:59.999999+00'
			and parse_instant(cell) <> timestamptz '1970-01-01 00:00:00+00'
			then parse_instant(cell)
	end;

-- A day is the day that was written, whatever the zone.
create or replace temp macro to_day(cell) as
	case
		when parse_local(cell) between timestamp '1901-01-01' and timestamp '2098-12-31 23:59:59.999999'
			and parse_local(cell) <> timestamp '1970-01-01'
			then parse_local(cell)::date
	end;

-- Plain numbers, and thousands marks only where they can be nothing else.
create or replace temp macro to_number(cell) as
	case
		when regexp_matches(cell, '^[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$')
			then try_cast(replace(cell, ',', '') as decimal(18, 4))
		when regexp_matches(cell, '^[+-]?[0-9]*\.?[0-9]+$') then try_cast(cell as decimal(18, 4))
	end;

create or replace temp macro to_count(cell) as
	case when regexp_matches(cell, '^[+-]?[0-9]+(\.0+)?$') then try_cast(try_cast(cell as double) as integer) end;

-- Yes and no, in the languages whose labels the presets know.
create or replace temp macro to_flag(cell) as
	case
		when lower(cell) in (
			'true', 'yes', 'y', '1', '1.0', 'sim', 'sí', 'si', 'sì', 'oui', 'ja',
			'wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar'
		) then true
		when lower(cell) in (
			'false', 'no', 'n', '0', '0.0', 'não', 'nao', 'non', 'nein', 'nee',
			'falsch', 'faux', 'falso', 'onwaar'
		) then false
	end;

-- What follows is for values that only some tools write; presets choose it column by column. A macro
-- repeats its argument wherever it mentions it, so that those that look at a cell many times bind it
-- to a variable first: `list_transform([cell], lambda text: …)[1]`.

-- A number with thousands or decimal marks that can be nothing else: `1.234,50`, `5,510,746`, `7,5`
-- and `2 553` are read, `1,234` is not. Where the tool's decimal mark is known, that settles it.
create or replace temp macro to_marked_number(cell, decimal_mark := null) as
	list_transform([cell], lambda text:
		case
			when regexp_matches(text, '^[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?$')
				or decimal_mark = '.' and regexp_matches(text, '^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$')
				then try_cast(replace(text, ',', '') as decimal(18, 4))
			when regexp_matches(text, '^[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?$')
				or regexp_matches(text, '^[+-]?[0-9]{1,3}\.[0-9]{3},[0-9]+$')
				or decimal_mark = ',' and regexp_matches(text, '^[+-]?[0-9]{1,3}\.[0-9]{3}$')
				then try_cast(replace(replace(text, '.', ''), ',', '.') as decimal(18, 4))
			when regexp_matches(text, '^[+-]?[0-9]+,([0-9]{1,2}|[0-9]{4,})$')
				or decimal_mark = ',' and regexp_matches(text, '^[+-]?[0-9]+,[0-9]+$')
				then try_cast(replace(text, ',', '.') as decimal(18, 4))
			when regexp_matches(
				text, '^[+-]?[0-9]{1,3}([ \x{A0}\x{202F}''’][0-9]{3})+([.,][0-9]{1,2})?$'
			)
				then try_cast(
					replace(regexp_replace(text, '[ \x{A0}\x{202F}''’]', '', 'g'), ',', '.')
					as decimal(18, 4)
				)
			else to_number(text)
		end
	)[1];

-- An amount of money: a number, with or without the sign or code of its currency before or after
-- it, and with a minus or brackets where it is negative.
create or replace temp macro to_money(cell, decimal_mark := null) as
	to_marked_number(
		regexp_replace(
			regexp_replace(cell, '^\(([^-].*)\)$', '-\1'),
			'^([+-]?)(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?[ \x{A0}]*([+-]?[0-9.,](?:.*[0-9])?)[ \x{A0}]*(?:\p{Sc}|[A-Z]{3})?$',
			'\1\2'
		),
		decimal_mark := decimal_mark
	);

-- A number apart from what stands around it, as text: a currency or a unit before or after it. A minus
-- is an ASCII one, brackets are one too. In any other text all parts are empty.
create or replace temp macro number_parts(cell) as
	list_transform(
		[regexp_extract(
			regexp_replace(replace(trim(cell), '−', '-'), '^\(([^-].*)\)$', '-\1'),
			'^([+-]?)((?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?)[ \x{A0}\x{202F}]*'
				|| '([+-]?(?:[0-9][0-9.,''’ \x{A0}\x{202F}]*[0-9]|[.,]?[0-9]+))'
				|| '[ \x{A0}\x{202F}]*(\p{Sc}|%|\p{L}{1,12}\.?|)$',
			['sign', 'before', 'digits', 'after']
		)],
		lambda part: {
			'before': part.before,
			'digits': if(part.digits = '', '', part.sign || part.digits),
			'after': part.after
		}
	)[1];

-- The numbers of a column in plain digits, once its decimal mark is settled. A unit is left out where
-- the column has that one only. Where nothing settles the mark, a number that depends on it ends in a
-- control character, so that nothing reads it.
create or replace temp macro as_plain_number(cell, decimal_mark, only_unit) as
	case
		when cell is null or regexp_full_match(cell, '[+-]?[0-9]+(\.[0-9]{1,2})?') then cell
		else list_transform([number_parts(cell)], lambda part:
			case
				when part.digits = '' or lower(part.before || part.after) not in ('', only_unit) then cell
				when decimal_mark is null
					and regexp_full_match(part.digits, '[+-]?[1-9][0-9]{0,2}\.[0-9]{3}')
					then cell || chr(31)
				else coalesce(
					to_marked_number(part.digits, decimal_mark := decimal_mark)::varchar,
					cell
				)
			end
		)[1]
	end;

-- The same for durations, whose units stay.
create or replace temp macro as_plain_duration(cell, decimal_mark) as
	case
		when cell is null or regexp_full_match(cell, '[+-]?[0-9]+(\.[0-9]{1,2})?') then cell
		else list_transform([number_parts(cell)], lambda part:
			case
				when part.digits = '' or part.before <> '' then cell
				when decimal_mark is null
					and regexp_full_match(part.digits, '[+-]?[1-9][0-9]{0,2}\.[0-9]{3}')
					then cell || chr(31)
				else coalesce(
					trim(
						to_marked_number(part.digits, decimal_mark := decimal_mark)::varchar || ' ' || part.after
					),
					cell
				)
			end
		)[1]
	end;

-- A cell of such a column without that character, for whoever is told that it was not read.
create or replace temp macro as_written(cell) as rtrim(cell, chr(31));

-- The code of a currency, also where its name stands before it: `British Pound - GBP`.
create or replace temp macro to_currency(cell) as
	nullif(regexp_extract(upper(cell), '^(?:.* - )?([A-Z]{3})$', 1), '');

-- The parts of a duration that names its units, such as `1h 30m` or `1 dias 18 horas 47 minutos`, as
-- text. In any other text all parts are empty.
create or replace temp macro duration_parts(cell) as
	regexp_extract(
		regexp_replace(
			regexp_replace(lower(cell), '([0-9]),([0-9]{1,2})(\s*\p{L})', '\1.\2\3', 'g'),
			',\s+', ' ', 'g'
		),
		'^([+-]?)\s*'
			|| '(?:([0-9]+(?:\.[0-9]+)?)\s*(?:w|weeks?|semanas?|semaines?|wochen?)\s*)?'
			|| '(?:([0-9]+(?:\.[0-9]+)?)\s*(?:d|days?|d[ií]as?|j|jours?|t|tage?n?)\s*)?'
			|| '(?:([0-9]+(?:\.[0-9]+)?)\s*(?:h|hrs?|hours?|horas?|heures?|std|stunden?)\s*)?'
			|| '(?:([0-9]+(?:\.[0-9]+)?)\s*(?:m|mins?|minutes?|minutos?|minuten)\s*)?'
			|| '(?:([0-9]+(?:\.[0-9]+)?)\s*(?:s|secs?|seconds?|segundos?|secondes?|sekunden?))?$',
		['sign', 'weeks', 'days', 'hours', 'minutes', 'seconds']
	);

create or replace temp macro count_or_zero(digits) as coalesce(try_cast(digits as decimal(18, 4)), 0);

-- The seconds of `1:30` and `27:15:00`, which are hours, minutes and seconds.
create or replace temp macro clock_seconds(cell) as
	list_transform([string_split(ltrim(cell, '+-'), ':')], lambda part:
		part[1]::decimal(18, 4) * 3600 + part[2]::integer * 60 + coalesce(part[3]::integer, 0)
	)[1];

-- The seconds of a duration in words, null when it has none. A day has 24 hours and a week seven
-- days unless the caller knows the working day of the tool.
create or replace temp macro worded_seconds(cell, day_hours := 24, week_days := 7) as
	list_transform([duration_parts(cell)], lambda part:
		case when concat(part.weeks, part.days, part.hours, part.minutes, part.seconds) <> '' then
			count_or_zero(part.weeks) * week_days * day_hours * 3600
			+ count_or_zero(part.days) * day_hours * 3600
			+ count_or_zero(part.hours) * 3600
			+ count_or_zero(part.minutes) * 60
			+ count_or_zero(part.seconds)
		end
	)[1];

-- `read_…` and not `to_…`, which are DuckDB's own and stand behind its INTERVAL literals.

-- How many seconds a duration has; a bare number counts units of `unit_seconds`. Most columns hold
-- nothing or plain digits, which take the short way.
create or replace temp macro read_seconds(cell, unit_seconds, day_hours := 24, week_days := 7) as
	case
		when cell is null then null
		when regexp_matches(cell, '^[0-9]{1,9}$') then try_cast(cell as integer)::decimal(18, 4) * unit_seconds
		else list_transform([cell], lambda text:
			case
				when regexp_matches(text, '^[+-]?[0-9]{1,6}:[0-5][0-9](:[0-5][0-9])?$')
					then if(text[1] = '-', -1, 1) * clock_seconds(text)
				when regexp_matches(text, '[0-9]\s*\p{L}')
					then if(text[1] = '-', -1, 1)
						* worded_seconds(text, day_hours := day_hours, week_days := week_days)
				else to_marked_number(text) * unit_seconds
			end
		)[1]
	end;

-- Durations whose bare numbers are hours, or minutes, or what the caller says.
create or replace temp macro read_hours(cell, unit_seconds := 3600) as
	(read_seconds(cell, unit_seconds) / 3600)::decimal(18, 4);
create or replace temp macro read_minutes(cell, unit_seconds := 60) as
	(read_seconds(cell, unit_seconds) / 60)::decimal(18, 4);

-- `as_…` writes a value of one tool in the way that the importer reads every tool's. What cannot be
-- read is passed on as it was written, so that it is reported and not lost.
create or replace temp macro as_hours(cell, unit_seconds := 3600) as
	coalesce(read_hours(clean(cell), unit_seconds := unit_seconds)::varchar, cell);
create or replace temp macro as_minutes(cell, unit_seconds := 60) as
	coalesce(read_minutes(clean(cell), unit_seconds := unit_seconds)::varchar, cell);
create or replace temp macro as_money(cell, decimal_mark := null) as
	coalesce(to_money(clean(cell), decimal_mark := decimal_mark)::varchar, cell);
create or replace temp macro as_currency(cell) as coalesce(to_currency(clean(cell)), cell);

-- A bare number whose column does not say what it counts: nothing reads it, and it is told apart.
create or replace temp macro without_unit(cell) as cell || ' of an unknown unit';
create or replace temp macro lacks_unit(text) as ends_with(text, ' of an unknown unit');

-- A flag that says the opposite of the field, such as "overdue" of "met".
create or replace temp macro as_opposite(cell) as
	coalesce((not to_flag(clean(cell)))::varchar, cell);

-- Whether a margin of time was kept: a leading minus says that it was overrun.
create or replace temp macro as_kept(cell) as
	if(read_minutes(clean(cell)) is null, cell, (not starts_with(trim(cell), '-'))::varchar);

-- A time that is UTC because its header says so.
create or replace temp macro as_utc(cell) as
	case
		when regexp_matches(cell, ':\d{2}(\.\d+)?(Z| UTC|[+-]\d{2}(:?\d{2})?)\s*$') then cell
		else coalesce(strftime(parse_local(clean(cell)), '%Y-%m-%dT%H:%M:%S.%fZ'), cell)
	end;

-- Exports guard a cell that a spreadsheet would take for a formula with an apostrophe.
create or replace temp macro unguarded(cell) as regexp_replace(cell, '^''([-=+@])', '\1');

-- An id that the export wrote as a number with thousands marks.
create or replace temp macro as_plain_id(cell) as
	if(
		regexp_matches(trim(cell), '^[0-9]{1,3}([ \x{A0}\x{202F}][0-9]{3})+$'),
		regexp_replace(trim(cell), '[ \x{A0}\x{202F}]', '', 'g'),
		cell
	);

-- The cells of columns that share a header: what they say, each once.
create or replace temp macro repeated(cells) as
	list_transform([list_transform(cells, lambda cell: clean(cell))], lambda texts:
		nullif(
			array_to_string(
				list_filter(texts, lambda text, place:
					text is not null and list_position(texts, text) = place
				),
				', '
			),
			''
		)
	)[1];

-- A person whose family name stands first: `Hopper, Grace`.
create or replace temp macro given_name_first(cell) as
	regexp_replace(cell, '^\s*([^,]+?)\s*,\s*([^,]+?)\s*$', '\2 \1');
