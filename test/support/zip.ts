import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip archive; all but its name and content is there to make archives that lie. */
export interface ZipMember {
	name: string;
	content: string | Uint8Array;
	isStored?: boolean;
	/** The number of the compression that the archive claims. */
	method?: number;
	flags?: number;
	/** The mode that Unix gives the file. */
	mode?: number;
	claimedBytes?: number;
	claimedChecksum?: number;
}

/** Writes a zip archive of the plainest kind. */
export function makeZip(...members: ZipMember[]): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const member of members) {
		const content = Buffer.from(member.content);
		const name = Buffer.from(member.name);
		const stored = member.isStored ? content : deflateRawSync(content);
		const description = Buffer.alloc(26);
		description.writeUInt16LE(20, 0);
		description.writeUInt16LE(0x800 | (member.flags ?? 0), 2);
		description.writeUInt16LE(member.method ?? (member.isStored ? 0 : 8), 4);
		description.writeUInt32LE(member.claimedChecksum ?? crc32(content), 10);
		description.writeUInt32LE(stored.length, 14);
		description.writeUInt32LE(member.claimedBytes ?? content.length, 18);
		description.writeUInt16LE(name.length, 22);
		files.push(Buffer.from('PK\x03\x04', 'latin1'), description, name, stored);

		const place = Buffer.alloc(14);
		place.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6);
		place.writeUInt32LE(offset, 10);
		const madeOnUnix = Buffer.from([20, 3]);
		directory.push(Buffer.from('PK\x01\x02', 'latin1'), madeOnUnix, description, place, name);
		offset += 4 + description.length + name.length + stored.length;
	}
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(members.length, 8);
	end.writeUInt16LE(members.length, 10);
	end.writeUInt32LE(Buffer.concat(directory).length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...files, ...directory, end]);
}
