import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Largest file that is read from a tree of specs, in bytes. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** A file that may not be read; the message says why, `hint` what to do, `file` which. */
export class RefusedFileError extends Error {
  readonly file: string;
  readonly hint: string;
  /** Whether there is nothing of that name at all. */
  readonly isAbsent: boolean;

  constructor(file: string, message: string, hint: string, isAbsent = false) {
    super(message);
    this.file = file;
    this.hint = hint;
    this.isAbsent = isAbsent;
  }
}

/** An entry of a folder, seen through links. */
export interface TreeEntry {
  name: string;
  path: string;
  kind: 'file' | 'folder' | 'refused';
  /** Set for what is refused. */
  refusal: RefusedFileError | null;
}

/**
 * Reads a regular file whose real path lies below the real path of one of `roots`. A link inside a tree is followed; a link
 * that leads out of it, a device, a pipe, a folder and a file of more than {@link MAX_FILE_BYTES} throw
 * {@link RefusedFileError}, as does what does not exist.
 */
export async function readInside(roots: string[], file: string): Promise<Buffer> {
  const handle = await openInside(roots, file);
  try {
    // One byte more: a file may grow between the two calls, and some say that they are empty.
    let buffer = Buffer.allocUnsafe(Math.min(Math.max((await handle.stat()).size, 4096), MAX_FILE_BYTES) + 1);
    for (let length = 0; ; ) {
      if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * length, MAX_FILE_BYTES + 1));
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
      if (length > MAX_FILE_BYTES) throw tooLarge(file, length);
    }
  } finally {
    await handle.close();
  }
}

/** UTF-8 text of a file as {@link readInside} reads it; `null` where it is absent or refused. */
export async function textInside(roots: string[], file: string): Promise<string | null> {
  const bytes = await readInside(roots, file).catch(() => null);
  return bytes?.toString('utf8') ?? null;
}

/** The first `length` bytes of such a file as text, whatever its size. */
export async function headInside(roots: string[], file: string, length: number): Promise<string> {
  const handle = await openInside(roots, file, Number.POSITIVE_INFINITY);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The entries of a folder by name, without hidden ones and `node_modules`. Throws {@link RefusedFileError}. */
export async function entriesInside(roots: string[], folder: string): Promise<TreeEntry[]> {
  const real = await realInside(roots, folder);
  const entries = await readdir(real, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(folder, error);
  });
  const shown = entries.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  return Promise.all(
    shown
      .map(({ name }) => name)
      .sort()
      .map((name) => entryInside(roots, join(folder, name), name)),
  );
}

/** Every file below a folder, by path, and what may not be read. Folders that a link leads to are read once. */
export async function filesBelow(
  roots: string[],
  dir: string,
): Promise<{ files: string[]; refused: RefusedFileError[] }> {
  const files: string[] = [];
  const refused: RefusedFileError[] = [];
  const seen = new Set<string>();
  const visit = async (folder: string): Promise<void> => {
    try {
      const real = await realInside(roots, folder);
      if (seen.has(real)) return;
      seen.add(real);
      for (const entry of await entriesInside(roots, folder)) {
        if (entry.refusal !== null) refused.push(entry.refusal);
        else if (entry.kind === 'file') files.push(entry.path);
        else await visit(entry.path);
      }
    } catch (error) {
      if (!(error instanceof RefusedFileError)) throw error;
      refused.push(error);
    }
  };
  await visit(dir);
  return { files: files.sort(), refused };
}

/** Whether a path lies below a folder; both absolute. */
export function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const DATA_FILE = /\.(ya?ml|json|md)$/i;

async function entryInside(roots: string[], path: string, name: string): Promise<TreeEntry> {
  const refuse = (refusal: RefusedFileError): TreeEntry => ({ name, path, kind: 'refused', refusal });
  try {
    const status = await stat(await realInside(roots, path));
    if (status.isDirectory()) {
      return DATA_FILE.test(name) ? refuse(notAFile(path)) : { name, path, kind: 'folder', refusal: null };
    }
    if (!status.isFile()) return refuse(notAFile(path));
    if (status.size > MAX_FILE_BYTES && DATA_FILE.test(name)) return refuse(tooLarge(path, status.size));
    return { name, path, kind: 'file', refusal: null };
  } catch (error) {
    return refuse(error instanceof RefusedFileError ? error : unreadable(path, error as NodeJS.ErrnoException));
  }
}

async function openInside(roots: string[], file: string, maxBytes = MAX_FILE_BYTES): Promise<FileHandle> {
  const real = await realInside(roots, file);
  // Whoever puts a link or a pipe there at this moment gets an error, and nobody waits.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(real, flags).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error);
  });
  const status = await handle.stat();
  const refusal = !status.isFile() ? notAFile(file) : status.size > maxBytes ? tooLarge(file, status.size) : null;
  if (refusal === null) return handle;
  await handle.close();
  throw refusal;
}

/** The real path, which lies below the real path of a root or is one. */
async function realInside(roots: string[], path: string): Promise<string> {
  const real = await realpath(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => root);
    if (real === realRoot || isBelow(real, realRoot)) return real;
  }
  throw new RefusedFileError(
    path,
    'is a link that leads out of the folder of specs, and is not read.',
    'Replace the link by the file itself, or let it lead to a file in the folder of specs.',
  );
}

function notAFile(file: string): RefusedFileError {
  return new RefusedFileError(file, 'is not a file.', 'Put a regular file there, or remove it.');
}

function tooLarge(file: string, size: number): RefusedFileError {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new RefusedFileError(
    file,
    `has ${megabytes} MB; at most ${MAX_FILE_BYTES / 1024 / 1024} MB are read.`,
    'Split the file.',
  );
}

function unreadable(file: string, error: NodeJS.ErrnoException): RefusedFileError {
  switch (error.code) {
    case 'ENOENT':
      return new RefusedFileError(file, 'does not exist.', 'Add the file, or remove what leads to it.', true);
    case 'ELOOP':
      return new RefusedFileError(file, 'is a link that leads to itself.', 'Replace the link by the file itself.');
    case 'EACCES':
    case 'EPERM':
      return new RefusedFileError(file, 'may not be read.', 'Let everybody read it (chmod a+r).');
    default:
      return new RefusedFileError(
        file,
        `cannot be opened (${error.code ?? error.message}).`,
        'Put a regular file there.',
      );
  }
}
