/** A page of anything. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken: string;
}

/** All items of all pages; tells after each page how many there are. */
export async function allPages<Item>(
  readPage: (pageToken: string) => Promise<Page<Item>>,
  onRead: (count: number) => void,
): Promise<Item[]> {
  const all: Item[] = [];
  let pageToken = '';
  do {
    const { items, nextPageToken } = await readPage(pageToken);
    for (const item of items) all.push(item);
    onRead(all.length);
    pageToken = nextPageToken;
  } while (pageToken !== '');
  return all;
}
