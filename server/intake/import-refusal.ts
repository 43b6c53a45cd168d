/** A file that cannot be read at all. The message is one plain sentence that people may see. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
}
