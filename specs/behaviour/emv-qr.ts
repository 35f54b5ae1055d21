/** Fields of a QR code for payments by their tags of two digits; a template has fields of its own. */
export interface EmvFields {
  [tag: string]: string | EmvFields;
}

const CHECKSUM_TAG = '63';
const MAX_LENGTH = 99;

/**
 * The text of a merchant-presented QR code (EMVCo QRCPS-MPM): tag, length and value of each field in the order of the tags,
 * with the checksum at the end.
 * @param fields without the checksum; those that are `null` are left out
 * @throws RangeError where a tag is not of two digits, or a value is empty or longer than 99 characters
 */
export function writeEmvQr(fields: Record<string, unknown>): string {
  const text = `${writeFields(fields)}${CHECKSUM_TAG}04`;
  return text + checksum(text);
}

/** The fields of a code, without its checksum; `null` where the text is not made of tags, lengths and values. */
export function readEmvQr(text: string): EmvFields | null {
  const fields = readFields(text);
  if (fields === null || typeof fields[CHECKSUM_TAG] !== 'string' || !text.startsWith('00')) return null;
  const { [CHECKSUM_TAG]: _, ...others } = fields;
  return others;
}

/** Whether the checksum at the end of a code is that of the rest. */
export function hasEmvChecksum(text: string): boolean {
  return checksum(text.slice(0, -4)) === text.slice(-4).toUpperCase();
}

function writeFields(fields: Record<string, unknown>): string {
  return Object.keys(fields)
    .filter((tag) => fields[tag] !== null && fields[tag] !== undefined)
    .sort()
    .map((tag) => {
      const field = fields[tag];
      const value = typeof field === 'object' ? writeFields(field as Record<string, unknown>) : String(field);
      const length = [...value].length;
      if (!/^\d\d$/.test(tag)) throw new RangeError(`"${tag}" is no tag of two digits`);
      if (length === 0 || length > MAX_LENGTH)
        throw new RangeError(`the value of tag ${tag} has ${length} characters, not 1 to ${MAX_LENGTH}`);
      return tag + String(length).padStart(2, '0') + value;
    })
    .join('');
}

function readFields(text: string): EmvFields | null {
  const characters = [...text];
  const fields: EmvFields = {};
  let position = 0;
  while (position < characters.length) {
    const [, tag, length] = /^(\d\d)(\d\d)$/.exec(characters.slice(position, position + 4).join('')) ?? [];
    if (tag === undefined || tag in fields) return null;
    const end = position + 4 + Number(length);
    if (Number(length) === 0 || end > characters.length) return null;
    const value = characters.slice(position + 4, end).join('');
    const inner = isTemplate(tag) ? readFields(value) : value;
    if (inner === null) return null;
    fields[tag] = inner;
    position = end;
  }
  return fields;
}

/** Merchant accounts, additional data, the name in another language, and what is not reserved. */
function isTemplate(tag: string): boolean {
  const number = Number(tag);
  return (number >= 26 && number <= 51) || number === 62 || number === 64 || number >= 80;
}

/** CRC-16/CCITT-FALSE of the UTF-8 bytes, as four hexadecimal digits. */
function checksum(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) !== 0 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
