function groupBy<K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

// Vitest reports failures with Map.groupBy, which Node 20 does not have yet.
if (!('groupBy' in Map)) Object.assign(Map, { groupBy })
