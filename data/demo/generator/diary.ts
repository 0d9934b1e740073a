/** Each technician's day as a row of booked stretches: finds room, and never books a minute twice. */
import type { Day } from './london.ts';

interface Stretch {
	start: number;
	end: number;
}

/** Minutes since midnight between which ordinary work is booked. */
const DAY_STARTS = 8 * 60 + 30;
export const DAY_ENDS = 17 * 60 + 36;
const LUNCH: Stretch = { start: 12 * 60 + 30, end: 13 * 60 + 12 };

export class Diary {
	private readonly days = new Map<string, Stretch[]>();

	private booked(person: string, day: Day): Stretch[] {
		const key = `${person} ${day}`;
		const existing = this.days.get(key);
		if (existing) return existing;
		const stretches = [LUNCH];
		this.days.set(key, stretches);
		return stretches;
	}

	/** Books the first free stretch from `earliest` on, in steps of `grain`; null when none is left. */
	book(
		who: { person: string; day: Day },
		wanted: { earliest: number; minutes: number; grain: number },
	): number | null {
		const stretches = this.booked(who.person, who.day);
		const { minutes, grain } = wanted;
		let start = Math.ceil(Math.max(wanted.earliest, DAY_STARTS) / grain) * grain;
		for (const taken of stretches) {
			if (start + minutes <= taken.start) break;
			if (start < taken.end) start = Math.ceil(taken.end / grain) * grain;
		}
		if (start + minutes > DAY_ENDS) return null;
		this.insert(stretches, { start, end: start + minutes });
		return start;
	}

	/** The longest free stretch of the day, up to `limit` minutes; not booked yet. */
	longestGap({ person, day }: { person: string; day: Day }, until: number, grain: number): Stretch {
		let best: Stretch = { start: 0, end: 0 };
		let from = DAY_STARTS;
		for (const taken of [...this.booked(person, day), { start: until, end: until }]) {
			const start = Math.ceil(from / grain) * grain;
			const end = Math.min(taken.start, until);
			if (end - start > best.end - best.start) best = { start, end };
			from = Math.max(from, taken.end);
		}
		return best;
	}

	bookedMinutes(person: string, day: Day): number {
		return this.booked(person, day).reduce(
			(sum, stretch) => (stretch === LUNCH ? sum : sum + stretch.end - stretch.start),
			0,
		);
	}

	/** Takes a stretch outside ordinary hours, at once or as soon as the one before it ends. */
	reserve(
		{ person, day }: { person: string; day: Day },
		earliest: number,
		minutes: number,
	): number {
		const stretches = this.booked(person, day);
		let start = earliest;
		for (const taken of stretches) {
			if (start < taken.end && taken.start < start + minutes) start = taken.end;
		}
		this.insert(stretches, { start, end: start + minutes });
		return start;
	}

	private insert(stretches: Stretch[], stretch: Stretch): void {
		stretches.push(stretch);
		stretches.sort((a, b) => a.start - b.start);
	}
}
