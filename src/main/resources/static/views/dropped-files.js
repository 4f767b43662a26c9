// Files out of a picker or a drop, folders with all below them.

/** By name; of a folder's files others are passed over, while a file that somebody picked is sent whatever it is called. */
const WANTED = /\.(json|ya?ml|har|zip|tgz|tar\.gz)$/i;

function entriesOf(reader) {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function* below(entry, path = '') {
  const at = path + entry.name;
  if (entry.isFile) {
    const file = await fileOf(entry);
    file.at = at; // Its place in the folder, by which others refer to it.
    yield { file, inFolder: path !== '' };
    return;
  }
  if (entry.name.startsWith('.')) return;
  const reader = entry.createReader();
  for (let some = await entriesOf(reader); some.length; some = await entriesOf(reader)) {
    for (const one of some) yield* below(one, `${at}/`);
  }
}

/** @param source an input of type file, or what was dropped */
export async function filesOf(source) {
  const files = [];
  let passed = 0;
  const keep = (file, inFolder) => {
    if (inFolder && !WANTED.test(file.name)) passed++;
    else files.push(file);
  };
  const entries = source.items ? [...source.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean) : [];
  if (entries.length) {
    for (const entry of entries) for await (const { file, inFolder } of below(entry)) keep(file, inFolder);
  } else {
    for (const file of source.files) {
      if (file.webkitRelativePath) file.at = file.webkitRelativePath;
      const hidden = file.at?.split('/').some((part) => part.startsWith('.'));
      if (!hidden) keep(file, Boolean(file.at));
    }
  }
  return { files, passed };
}
